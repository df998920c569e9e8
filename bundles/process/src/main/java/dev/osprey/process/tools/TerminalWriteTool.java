package dev.osprey.process.tools;

import static java.util.Map.entry;

import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.Terminals;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Types. */
@Component
@ToolDefinition(
        name = "terminal.write",
        description = "Types text, bytes or a key on a terminal.",
        role = "admin",
        timeout = 30,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],"minProperties":2,"properties":{
                "id":{"type":"string","maxLength":64},
                "text":{"type":"string","maxLength":1048576},
                "base64":{"type":"string","maxLength":1398104},
                "key":{"enum":["enter","tab","escape","backspace","delete","up","down","left","right","home","end","page-up","page-down",
                "ctrl-a","ctrl-c","ctrl-d","ctrl-e","ctrl-l","ctrl-u","ctrl-z","ctrl-backslash"]}}}""",
        output =
                """
                {"type":"object","required":["written"],"properties":{
                "written":{"type":"integer"}}}""")
public final class TerminalWriteTool implements Tool {

    private static final Map<String, String> KEYS = Map.ofEntries(
            entry("enter", "\r"),
            entry("tab", "\t"),
            entry("escape", "\033"),
            entry("backspace", "\177"),
            entry("delete", "\033[3~"),
            entry("up", "\033[A"),
            entry("down", "\033[B"),
            entry("right", "\033[C"),
            entry("left", "\033[D"),
            entry("home", "\033[H"),
            entry("end", "\033[F"),
            entry("page-up", "\033[5~"),
            entry("page-down", "\033[6~"),
            entry("ctrl-a", "\001"),
            entry("ctrl-c", "\003"),
            entry("ctrl-d", "\004"),
            entry("ctrl-e", "\005"),
            entry("ctrl-l", "\014"),
            entry("ctrl-u", "\025"),
            entry("ctrl-z", "\032"),
            entry("ctrl-backslash", "\034"));

    private final Terminals terminals;

    @Activate
    public TerminalWriteTool(@Reference Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        Terminal terminal = TerminalRows.find(terminals, input);
        byte[] keys = keys(input);
        try {
            terminal.write(keys);
            return Map.of("written", keys.length);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw TerminalRows.conflict(e);
        }
    }

    /** The text, then the bytes, then the key. */
    private static byte[] keys(Map<String, Object> input) {
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        if (input.get("text") instanceof String text) {
            keys.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        if (input.get("base64") instanceof String text) {
            try {
                keys.writeBytes(Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                throw new ToolException(
                        ToolException.INVALID_INPUT, "base64 cannot be decoded: " + e.getMessage(), "Correct it.", e);
            }
        }
        if (input.get("key") instanceof String key) {
            keys.writeBytes(KEYS.get(key).getBytes(StandardCharsets.US_ASCII));
        }
        return keys.toByteArray();
    }
}
