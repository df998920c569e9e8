package dev.osprey.process.tools;

import dev.osprey.process.Limits;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Sandbox;
import dev.osprey.process.TerminalSize;
import dev.osprey.tool.ToolException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what to run from the input of a tool. */
final class SpecInput {

    static final String LIMITS =
            """
            {"type":"object","additionalProperties":false,"properties":{
            "cpu_percent":{"type":"integer","minimum":1,"maximum":100000},
            "memory_bytes":{"type":"integer","minimum":1},
            "pids":{"type":"integer","minimum":1,"maximum":4194304},
            "open_files":{"type":"integer","minimum":8,"maximum":1073741816},
            "io_weight":{"type":"integer","minimum":1,"maximum":10000},
            "wall_seconds":{"type":"number","exclusiveMinimum":0,"maximum":31536000},
            "strict":{"type":"boolean","default":true}}}""";

    private static final String PATHS =
            "{\"type\":\"array\",\"maxItems\":100,\"items\":{\"type\":\"string\",\"maxLength\":4096}}";

    static final String SANDBOX = "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
            + "\"readable\":" + PATHS + ",\"writable\":" + PATHS + ",\"hidden\":" + PATHS
            + ",\"network\":{\"enum\":[\"none\",\"loopback\",\"full\"],\"default\":\"none\"},"
            + "\"seccomp\":{\"type\":\"boolean\",\"default\":true}}}";

    static final String TERMINAL =
            """
            {"type":"object","additionalProperties":false,"properties":{
            "rows":{"type":"integer","minimum":1,"maximum":1000,"default":24},
            "columns":{"type":"integer","minimum":1,"maximum":1000,"default":80}}}""";

    static final String INPUT =
            """
            {"type":"object","additionalProperties":false,"required":["argv"],"properties":{
            "name":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[A-Za-z0-9._~-]+$"},
            "argv":{"type":"array","minItems":1,"maxItems":1000,"items":{"type":"string","maxLength":131071}},
            "folder":{"type":"string","maxLength":4096},
            "env":{"type":"object","maxProperties":200,"additionalProperties":{"type":"string","maxLength":131071}},
            "stdin":{"type":"string","maxLength":1048576},
            "wait":{"type":"boolean","default":false},
            "lines":{"type":"integer","minimum":0,"maximum":10000,"default":1000},
            "limits":"""
                    + LIMITS + ",\"sandbox\":" + SANDBOX + ",\"pty\":" + TERMINAL + "}}";

    private final Map<String, Object> input;

    SpecInput(Map<String, Object> input) {
        this.input = input;
    }

    /** @param usualFolder where relative folders begin */
    ProcessSpec spec(String owner, Path usualFolder) {
        try {
            List<String> argv = texts(input.get("argv"));
            Path folder = input.get("folder") instanceof String given
                    ? usualFolder.resolve(given).normalize()
                    : usualFolder;
            String name = input.get("name") instanceof String given ? given : baseName(argv.get(0));
            return new ProcessSpec(
                    name, owner, argv, folder, environment(), limits(), sandbox(), terminal(input.get("pty")));
        } catch (InvalidPathException e) {
            throw new ToolException(
                    ToolException.INVALID_INPUT, "A path holds a character that no path can have", "Remove it.", e);
        } catch (IllegalArgumentException e) {
            throw new ToolException(ToolException.INVALID_INPUT, e.getMessage(), "Correct it and call again.", e);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        if (input.get("env") instanceof Map<?, ?> env) {
            env.forEach((name, value) -> environment.put((String) name, (String) value));
        }
        return environment;
    }

    private Limits limits() {
        if (!(input.get("limits") instanceof Map<?, ?> given)) {
            return Limits.NONE;
        }
        return new Limits(
                (int) number(given, "cpu_percent"),
                number(given, "memory_bytes"),
                (int) number(given, "pids"),
                (int) number(given, "open_files"),
                (int) number(given, "io_weight"),
                given.get("wall_seconds") instanceof Number seconds
                        ? Duration.ofMillis(Math.max(1, Math.round(seconds.doubleValue() * 1000)))
                        : null,
                !Boolean.FALSE.equals(given.get("strict")));
    }

    private static long number(Map<?, ?> given, String name) {
        return given.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private Sandbox sandbox() {
        if (!(input.get("sandbox") instanceof Map<?, ?> given)) {
            return null;
        }
        String network = given.get("network") instanceof String name ? name : "none";
        return new Sandbox(
                paths(given.get("readable")),
                paths(given.get("writable")),
                paths(given.get("hidden")),
                Sandbox.Network.valueOf(network.toUpperCase(Locale.ROOT)),
                !Boolean.FALSE.equals(given.get("seccomp")));
    }

    private static TerminalSize terminal(Object given) {
        if (!(given instanceof Map<?, ?> size)) {
            return null;
        }
        return new TerminalSize(
                size.get("rows") instanceof Number rows ? rows.intValue() : TerminalSize.USUAL.rows(),
                size.get("columns") instanceof Number columns ? columns.intValue() : TerminalSize.USUAL.columns());
    }

    private static List<Path> paths(Object given) {
        return texts(given).stream().map(Path::of).toList();
    }

    private static List<String> texts(Object given) {
        return given instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** What a thread and a log line can be named after. */
    private static String baseName(String program) {
        String base = program.substring(program.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._~-]", "_");
        return base.isEmpty() ? "process" : base.substring(0, Math.min(64, base.length()));
    }
}
