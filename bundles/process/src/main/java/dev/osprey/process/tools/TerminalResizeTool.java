package dev.osprey.process.tools;

import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.Terminals;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells the size. */
@Component
@ToolDefinition(
        name = "terminal.resize",
        description = "Tells a terminal its size, and the programs on it by a signal.",
        role = "admin",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id","rows","columns"],"properties":{
                "id":{"type":"string","maxLength":64},
                "rows":{"type":"integer","minimum":1,"maximum":1000},
                "columns":{"type":"integer","minimum":1,"maximum":1000}}}""",
        output =
                """
                {"type":"object","required":["id","rows","columns"],"properties":{
                "id":{"type":"string"},"rows":{"type":"integer"},"columns":{"type":"integer"}}}""")
public final class TerminalResizeTool implements Tool {

    private final Terminals terminals;

    @Activate
    public TerminalResizeTool(@Reference Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        Terminal terminal = TerminalRows.find(terminals, input);
        try {
            terminal.resize(TerminalRows.size(input));
        } catch (IllegalStateException e) {
            throw TerminalRows.conflict(e);
        }
        return Map.of(
                "id", terminal.id(),
                "rows", terminal.size().rows(),
                "columns", terminal.size().columns());
    }
}
