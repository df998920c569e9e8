package dev.osprey.shell.command;

import dev.osprey.shell.complete.Principals;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** The audit trail. */
@Service
@Command(
        scope = "access",
        name = "audit",
        description = "Shows who did what, newest last; with the word verify, whether a line was altered or is missing",
        detailedDescription = "Examples: access:audit --outcome denied, access:audit verify")
public final class AccessAudit extends ShowCommand {

    private static final ToolTable LINES = new ToolTable("access.audit", "No line of the audit trail fits.")
            .column("Time", "ts")
            .column("Who", "principal")
            .column("Door", "door")
            .column("Action", "action")
            .column("Resource", "resource")
            .column("Outcome", line -> outcome(line.get("outcome")));

    @Option(name = "--limit", description = "How many lines at most")
    int limit = 50;

    @Option(name = "--principal", description = "Glob: who did it")
    @Completion(Principals.class)
    String principal;

    @Option(name = "--action", description = "Glob: what was done, such as 'tool.*'")
    String action;

    @Option(name = "--outcome", description = "Glob: ok, denied, or an error's code")
    String outcome;

    @Option(name = "--since", description = "Only what happened later, such as 2026-11-01T12:00:00Z")
    String since;

    @Argument(index = 0, name = "verify", description = "The word verify, to check the trail rather than show it")
    @Completion(
            value = StringsCompleter.class,
            values = {"verify"})
    String verify;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    void run(Door door) {
        if (verify == null) {
            Map<String, Object> answer = LINES.show(door, input());
            if (Boolean.TRUE.equals(answer.get("truncated")) && !door.output().json()) {
                door.output().remark("Older lines were not looked at.");
            }
        } else if (verify.equals("verify")) {
            AuditReport.show(door);
        } else {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    "There is no action " + verify + ".",
                    "Write access:audit for the lines, or access:audit verify.");
        }
    }

    private Map<String, Object> input() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("limit", limit);
        input.put("principal", principal);
        input.put("action", action);
        input.put("outcome", outcome);
        input.put("since", since);
        input.values().removeIf(value -> value == null);
        return input;
    }

    private static Object outcome(Object text) {
        Cell.Tone tone = "ok".equals(text) ? Cell.Tone.PLAIN : "denied".equals(text) ? Cell.Tone.BAD : Cell.Tone.MOVING;
        return Cell.toned(text, tone);
    }
}
