package dev.osprey.watchdog.evidence;

import dev.osprey.module.ModuleLogs;
import dev.osprey.module.ModuleLogs.Line;
import dev.osprey.module.ModuleLogs.Query;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.process.Signal;
import dev.osprey.watchdog.check.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Has a process write where it stands, by the signal that its manifest names. */
final class Dump {

    private static final int LINES = 2_000;
    private static final int LINE = 1_000;

    private final ModuleLogs logs;

    Dump(ModuleLogs logs) {
        this.logs = logs;
    }

    /** The signal to send, if there is one and it does no harm. */
    Optional<Signal> signal(Run run) {
        String name = run.spec().dumpSignal();
        if (name == null || run.process() == null) {
            return Optional.empty();
        }
        Signal signal = Signal.valueOf(name);
        // A shell that starts the JVM would end by it.
        boolean harmful = signal == Signal.QUIT
                && "java".equals(run.status().runtime())
                && !ProcTree.program(run.pid()).startsWith("java");
        return harmful ? Optional.empty() : Optional.of(signal);
    }

    /** The last lines, as rows. */
    List<Line> last(Run run, int most) {
        return page(run, new Query(null, null, most, null));
    }

    /** What was written behind the last of these lines. */
    List<Line> after(Run run, List<Line> before) {
        String cursor = before.isEmpty() ? null : before.get(before.size() - 1).cursor();
        return page(run, new Query(null, cursor, LINES, null));
    }

    private List<Line> page(Run run, Query query) {
        try {
            return logs.page(run.name(), query).lines();
        } catch (NoSuchModuleException gone) {
            return List.of();
        }
    }

    static List<Map<String, Object>> rows(List<Line> lines) {
        return lines.stream().map(Dump::row).toList();
    }

    private static Map<String, Object> row(Line line) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("time", line.time().toString());
        row.put("stream", line.stream().name().toLowerCase(Locale.ROOT));
        row.put("text", line.text().length() > LINE ? line.text().substring(0, LINE) + "…" : line.text());
        return row;
    }
}
