package dev.osprey.shell.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What is well and what is not. */
@Service
@Command(
        scope = "osprey",
        name = "doctor",
        description = "Looks at this host and this installation, and says what is missing and what to do about it",
        detailedDescription = "Ends with status 1 if something does not work. Example: osprey:doctor --json")
public final class OspreyDoctor extends ListCommand {

    private static final List<String> LEVELS = List.of("ok", "limited", "warn", "fail");
    /** Where what was found begins; what does not fit goes on below it. */
    private static final int INDENT = 30;

    @Override
    void run(Door door) {
        Map<String, Object> answer = door.ask("osprey.doctor", Map.of());
        if (door.output().json()) {
            door.output().document(answer);
        } else {
            show(door.output(), Values.items(answer, "items"));
        }
        List<String> failing = Values.items(answer, "items").stream()
                .filter(finding -> "fail".equals(finding.get("level")))
                .map(finding -> String.valueOf(finding.get("check")))
                .toList();
        if (!failing.isEmpty()) {
            door.bad();
            if (!door.output().json()) {
                door.output().remark("Does not work: " + String.join(", ", failing) + ".");
            }
        }
    }

    /** As the doctor of the launcher prints it while Osprey does not run. */
    private static void show(Output output, List<Map<String, Object>> findings) {
        findings.forEach(finding -> show(output, finding));
        output.line(LEVELS.stream()
                .map(level -> findings.stream()
                                .filter(finding -> level.equals(finding.get("level")))
                                .count()
                        + " " + level)
                .collect(Collectors.joining(", ")));
    }

    private static void show(Output output, Map<String, Object> finding) {
        Object level = finding.get("level");
        Cell shown = Cell.toned(String.format("%-8s", String.valueOf(level).toUpperCase(Locale.ROOT)), tone(level));
        String check = String.format(" %-20s ", Cell.plain(finding.get("check")).text());
        List<String> found = wrapped(output, finding.get("found"), INDENT);
        output.line(List.of(shown, Cell.plain(check + found.get(0))));
        found.stream().skip(1).forEach(rest -> output.line(" ".repeat(INDENT) + rest));
        if (finding.get("remedy") != null) {
            List<String> remedy = wrapped(output, finding.get("remedy"), INDENT + 3);
            output.line(" ".repeat(INDENT) + "-> " + remedy.get(0));
            remedy.stream().skip(1).forEach(rest -> output.line(" ".repeat(INDENT + 3) + rest));
        }
    }

    private static List<String> wrapped(Output output, Object text, int indent) {
        int width = output.screen().width();
        List<String> lines =
                Wrapping.lines(Cell.plain(text).text(), width == 0 ? Integer.MAX_VALUE : Math.max(20, width - indent));
        return lines.isEmpty() ? List.of("") : lines;
    }

    private static Cell.Tone tone(Object level) {
        return switch (String.valueOf(level)) {
            case "ok" -> Cell.Tone.GOOD;
            case "warn" -> Cell.Tone.MOVING;
            case "fail" -> Cell.Tone.BAD;
            default -> Cell.Tone.PLAIN;
        };
    }
}
