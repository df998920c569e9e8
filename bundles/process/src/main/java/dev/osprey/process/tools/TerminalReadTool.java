package dev.osprey.process.tools;

import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.Terminal.Shown;
import dev.osprey.terminal.Terminals;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what was shown. */
@Component
@ToolDefinition(
        name = "terminal.read",
        description = "Gives what a terminal has shown from an offset on, and waits for more if asked to.",
        role = "admin",
        readOnly = true,
        timeout = 40,
        concurrent = 64,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],"properties":{
                "id":{"type":"string","maxLength":64},
                "from":{"type":"integer","minimum":0,"default":0},
                "wait_seconds":{"type":"number","minimum":0,"maximum":30,"default":0},
                "max_bytes":{"type":"integer","minimum":1,"maximum":262144,"default":65536},
                "plain":{"type":"boolean","default":false}}}""",
        output =
                """
                {"type":"object","required":["text","from","next","lost","ended"],"properties":{
                "text":{"type":"string"},"from":{"type":"integer"},"next":{"type":"integer"},
                "lost":{"type":"integer"},"ended":{"type":"boolean"}}}""")
public final class TerminalReadTool implements Tool {

    private static final int USUAL_BYTES = 64 * 1024;

    private final Terminals terminals;

    @Activate
    public TerminalReadTool(@Reference Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        Terminal terminal = TerminalRows.find(terminals, input);
        long from = input.get("from") instanceof Number given ? given.longValue() : 0;
        Interruption interruption = Interruption.on(call);
        try {
            Shown shown = terminal.read(
                    from,
                    TerminalRows.seconds(input, "wait_seconds", 0),
                    TerminalRows.number(input, "max_bytes", USUAL_BYTES));
            String text = new String(shown.bytes(), StandardCharsets.UTF_8);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("text", Boolean.TRUE.equals(input.get("plain")) ? TerminalRows.plain(text) : text);
            answer.put("from", shown.from());
            answer.put("next", shown.next());
            answer.put("lost", shown.lost());
            answer.put("ended", shown.ended());
            return answer;
        } catch (InterruptedException e) {
            throw TerminalRows.cancelled("The read", e);
        } finally {
            interruption.over();
        }
    }
}
