package dev.osprey.process.tools;

import dev.osprey.terminal.Terminals;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists terminals. */
@Component
@ToolDefinition(
        name = "terminal.list",
        description = "Lists the terminals, oldest first; ended ones for ten minutes.",
        role = "admin",
        readOnly = true,
        input = "{\"type\":\"object\",\"additionalProperties\":false}",
        output = "{\"type\":\"array\",\"items\":{\"type\":\"object\"}}")
public final class TerminalListTool implements Tool {

    private final Terminals terminals;

    @Activate
    public TerminalListTool(@Reference Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        Instant now = Instant.now();
        return terminals.list().stream()
                .map(terminal -> TerminalRows.row(terminal, now))
                .toList();
    }
}
