package dev.osprey.shell.command;

import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolObserver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code proc:spawn}. */
@Service
@Command(
        scope = "proc",
        name = "spawn",
        description =
                "Starts a program in the background, or with --wait runs it and shows what it writes; limits and a "
                        + "sandbox are options",
        detailedDescription =
                "Example: proc:spawn --wait --memory 64M --sandbox ls -l /tmp (options stand before the program)")
public final class ProcSpawn extends OspreyCommand {

    @Option(name = "--wait", description = "Waits for its end and shows what it writes")
    boolean wait;

    @Option(name = "--name", description = "How it is listed; the program's name if left out")
    String name;

    @Option(name = "--folder", description = "Where it works; Osprey's own folder if left out")
    String folder;

    @Option(name = "--memory", description = "What it may use at most, such as 64M or 1G")
    String memory;

    @Option(name = "--cpu", description = "Per cent of one processor that it may use")
    int cpu;

    @Option(name = "--pids", description = "Processes and threads that it may have")
    int pids;

    @Option(name = "--seconds", description = "After so many it is killed")
    int seconds;

    @Option(name = "--sandbox", description = "In a sandbox: nothing can be written but /tmp, and there is no network")
    boolean sandbox;

    @Argument(
            index = 0,
            name = "program",
            description = "The program and its arguments, as they are: no shell looks at them",
            required = true,
            multiValued = true)
    List<String> argv;

    @Override
    List<String> typed() {
        return List.of(); // what looks like an option behind the program is the program's
    }

    @Override
    void run(Door door) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("argv", argv);
        put(input, "name", name);
        put(input, "folder", folder);
        Map<String, Object> limits = limits();
        if (!limits.isEmpty()) {
            input.put("limits", limits);
        }
        if (sandbox) {
            input.put("sandbox", Map.of());
        }
        if (wait) {
            input.put("wait", true);
        }
        Output output = door.output();
        PartsCollector parts = new PartsCollector();
        Map<String, Object> answer =
                Values.map(door.call("process.spawn", input, output.json() ? parts : shown(output)));
        if (output.json()) {
            answer.put("chunks", parts.kept());
            output.document(answer);
        } else if (!wait) {
            output.line(answer.get("id") + " runs, process " + answer.get("pid"));
        } else if (!Integer.valueOf(0).equals(answer.get("exit_code"))) {
            output.remark("It ended with code " + answer.get("exit_code")
                    + (answer.get("signal") == null ? "" : ", signal " + answer.get("signal"))
                    + " (" + answer.get("reason") + ")");
        }
        if (wait && answer.get("exit_code") instanceof Number code && code.intValue() != 0) {
            door.bad();
        }
    }

    private static void put(Map<String, Object> input, String key, Object value) {
        if (value != null) {
            input.put(key, value);
        }
    }

    private Map<String, Object> limits() {
        Map<String, Object> limits = new LinkedHashMap<>();
        put(limits, "memory_bytes", memory == null ? null : bytes(memory));
        put(limits, "cpu_percent", cpu == 0 ? null : cpu);
        put(limits, "pids", pids == 0 ? null : pids);
        put(limits, "wall_seconds", seconds == 0 ? null : seconds);
        return limits;
    }

    private static long bytes(String text) {
        int unit = "KMG".indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
        String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
        if (!digits.matches("[0-9]{1,12}")) {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    "--memory is " + text + ".",
                    "Give a number of bytes, or 64K, 64M, 1G.");
        }
        return Long.parseLong(digits) << 10 * (unit + 1);
    }

    private static ToolObserver shown(Output output) {
        return new ToolObserver() {
            @Override
            public void onChunk(Object part) {
                Map<String, Object> line = Values.map(part);
                Object text = line.containsKey("line") ? line.get("line") : line.get("text");
                output.line(text == null ? String.valueOf(part) : text.toString());
            }
        };
    }
}
