package dev.osprey.shell.command;

import dev.osprey.tool.ToolException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** The processes that use most, again and again. */
@Service
@Command(
        scope = "proc",
        name = "top",
        description = "Shows the processes that Osprey started, those that use most first, every second until Ctrl-C",
        detailedDescription = "Example: proc:top --sort memory --count 10")
public final class ProcTop extends OspreyCommand {

    private static final Map<String, String> FIELDS =
            Map.of("cpu", "cpu_percent", "memory", "memory_bytes", "threads", "threads", "written", "written_bytes");

    @Option(name = "--sort", description = "cpu, memory, threads or written")
    @Completion(
            value = StringsCompleter.class,
            values = {"cpu", "memory", "threads", "written"})
    String sort = "cpu";

    @Option(name = "--interval", description = "Seconds between two looks")
    int interval = 1;

    @Option(name = "--count", description = "Ends after this many looks; 0 for no end")
    int count;

    @Argument(index = 0, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    boolean perform(Supplier<Output> outputs, List<String> words) {
        if (!FIELDS.containsKey(sort) || interval < 1 || count < 0) {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    FIELDS.containsKey(sort)
                            ? "--interval or --count is too small."
                            : "There is no order " + sort + ".",
                    "Write --sort cpu, memory, threads or written, --interval 1 or more, --count 0 or more.");
        }
        return new Redraw(outputs, Duration.ofSeconds(interval), count, Redraw::sleep)
                .run(output -> once(output, words));
    }

    @Override
    void run(Door door) {
        List<Map<String, Object>> rows = ProcTable.rows(door.own("process.list", Map.of("usage", true))).stream()
                .sorted(Comparator.comparingDouble(this::amount).reversed())
                .toList();
        if (door.output().json()) {
            door.output().document(rows);
        } else {
            ProcTable.IDENTITY.rows(door.output(), rows);
        }
    }

    private double amount(Map<String, Object> process) {
        return process.get(FIELDS.get(sort)) instanceof Number number ? number.doubleValue() : 0;
    }
}
