package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.Processes;
import dev.osprey.process.Usage;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Processes as JSON. Arguments beyond the program stay out: they may hold what a viewer should not see. */
final class Rows {

    private static final double NANOS = 1e9;

    private Rows() {}

    static ManagedProcess find(Processes processes, Map<String, Object> input) {
        String id = (String) input.get("id");
        return processes
                .find(id)
                .orElseThrow(() -> new ToolException(
                        ToolException.NOT_FOUND,
                        "There is no process " + id,
                        "process.list shows the ids, with ended=true also of the last that have ended."));
    }

    static Map<String, Object> identity(ManagedProcess process) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", process.id());
        row.put("pid", process.pid());
        return row;
    }

    static Map<String, Object> row(ManagedProcess process) {
        Map<String, Object> row = identity(process);
        row.put("name", process.spec().name());
        row.put("owner", process.spec().owner());
        row.put("program", process.spec().argv().get(0));
        row.put("folder", process.spec().folder().toString());
        row.put("started_at", process.startedAt().toString());
        row.put("state", word(process.state()));
        process.ended().ifPresent(exit -> row.putAll(exit(exit)));
        return row;
    }

    static Map<String, Object> exit(ProcessExit exit) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("exit_code", exit.code());
        row.put("signal", exit.signal());
        row.put("reason", word(exit.reason()));
        return row;
    }

    static Map<String, Object> state(ManagedProcess process) {
        return Map.of("id", process.id(), "state", word(process.state()));
    }

    static Map<String, Object> usage(ManagedProcess process, CpuShares shares) {
        Usage usage = process.usage();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("cpu_seconds", usage.cpuNanos() / NANOS);
        row.put("cpu_percent", process.alive() ? shares.of(process, usage) : 0.0);
        row.put("memory_bytes", usage.memoryBytes());
        row.put("memory_peak_bytes", usage.memoryPeakBytes() < 0 ? null : usage.memoryPeakBytes());
        row.put("threads", usage.threads());
        row.put("processes", usage.processes());
        row.put("read_bytes", usage.readBytes());
        row.put("written_bytes", usage.writtenBytes());
        row.put("throttled_seconds", usage.throttledNanos() / NANOS);
        row.put("at", usage.at().toString());
        return row;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
