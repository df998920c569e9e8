package dev.osprey.process.tools;

import dev.osprey.process.TerminalSize;
import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.Terminals;
import dev.osprey.tool.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What the tools for terminals have in common. */
final class TerminalRows {

    static final String ID = "\"id\":{\"type\":\"string\",\"maxLength\":64}";

    // CSI and OSC sequences, other two-character escapes, and control characters but for tab and line feed.
    private static final Pattern INVISIBLE = Pattern.compile(
            "\033\\[[0-?]*[ -/]*[@-~]|\033[\\]P^_X][^\007\033]*(?:\007|\033\\\\)|\033[ -/]*[0-~]|[\\x00-\\x08\\x0B-\\x1F\\x7F]");

    private TerminalRows() {}

    static Terminal find(Terminals terminals, Map<String, Object> input) {
        String id = (String) input.get("id");
        return terminals
                .find(id)
                .orElseThrow(() -> new ToolException(
                        ToolException.NOT_FOUND,
                        "There is no terminal " + id,
                        "terminal.list shows the ids; an ended one is forgotten after ten minutes."));
    }

    static TerminalSize size(Map<String, Object> input) {
        return new TerminalSize(
                number(input, "rows", TerminalSize.USUAL.rows()),
                number(input, "columns", TerminalSize.USUAL.columns()));
    }

    static int number(Map<String, Object> input, String name, int usual) {
        return input.get(name) instanceof Number given ? given.intValue() : usual;
    }

    static Duration seconds(Map<String, Object> input, String name, double usual) {
        double seconds = input.get(name) instanceof Number given ? given.doubleValue() : usual;
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    static Map<String, Object> row(Terminal terminal, Instant now) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", terminal.id());
        row.put("pid", terminal.process().pid());
        row.put("process", terminal.process().id());
        row.put("name", terminal.spec().name());
        row.put("owner", terminal.spec().owner());
        row.put("rows", terminal.size().rows());
        row.put("columns", terminal.size().columns());
        boolean alive = terminal.process().alive();
        row.put("state", !alive ? "ended" : terminal.busy() ? "busy" : "idle");
        row.put("created_at", terminal.process().startedAt().toString());
        row.put(
                "idle_seconds",
                Math.max(0, Duration.between(terminal.lastUsed(), now).toSeconds()));
        return row;
    }

    /** Text as a person would see it: without colours and other sequences, with line feeds only. */
    static String plain(String text) {
        return INVISIBLE.matcher(text.replace("\r\n", "\n")).replaceAll("");
    }

    static ToolException conflict(RuntimeException e) {
        return new ToolException(
                ToolException.CONFLICT, e.getMessage(), "terminal.list shows what the terminals do.", e);
    }

    static ToolException cancelled(String what, InterruptedException e) {
        return new ToolException(ToolException.CANCELLED, what + " was cancelled", "Call again.", e);
    }
}
