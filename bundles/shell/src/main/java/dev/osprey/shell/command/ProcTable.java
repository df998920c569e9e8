package dev.osprey.shell.command;

import java.util.List;
import java.util.Map;

/** How processes are shown. */
final class ProcTable {

    static final ToolTable IDENTITY = columns(new ToolTable("process.list", "Nothing runs that Osprey started."));

    private ProcTable() {}

    private static ToolTable columns(ToolTable table) {
        return table.column("Id", "id")
                .column("Name", process -> Cell.toned(process.get("name"), Cell.Tone.NAME))
                .column("Owner", "owner")
                .column("State", process -> Cell.toned(process.get("state"), tone(process)))
                .column("Process", "pid")
                .column("CPU %", process -> Amounts.number(process.get("cpu_percent")))
                .column("Memory", process -> Amounts.bytes(process.get("memory_bytes")))
                .column("Threads", "threads")
                .column("Read", process -> bytes(process.get("read_bytes")))
                .column("Written", process -> bytes(process.get("written_bytes")))
                .column("Started", "started_at")
                .column("End", ProcTable::end);
    }

    static List<Map<String, Object>> rows(Object answer) {
        return Values.list(answer).stream().map(Values::map).toList();
    }

    private static String bytes(Object value) {
        return Amounts.some(value) ? Amounts.bytes(value) : null;
    }

    private static Cell.Tone tone(Map<String, Object> process) {
        return switch (String.valueOf(process.get("state"))) {
            case "running" -> Cell.Tone.GOOD;
            case "exited" -> Cell.Tone.PLAIN;
            default -> Cell.Tone.MOVING;
        };
    }

    private static Cell end(Map<String, Object> process) {
        if (process.get("exit_code") == null) {
            return Cell.plain("");
        }
        Object signal = process.get("signal");
        String reason = String.valueOf(process.get("reason"));
        String how = signal == null ? "code " + process.get("exit_code") : "signal " + signal;
        boolean well = signal == null && process.get("exit_code") instanceof Number code && code.intValue() == 0;
        return Cell.toned(
                reason.equals("exited") || reason.equals("signalled") ? how : how + ", " + reason.replace('_', ' '),
                well ? Cell.Tone.PLAIN : Cell.Tone.BAD);
    }
}
