package dev.osprey.process.tools;

import dev.osprey.process.KillReport;
import dev.osprey.terminal.Terminals;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ends a terminal. */
@Component
@ToolDefinition(
        name = "terminal.kill",
        description = "Ends a terminal with all that runs on it.",
        role = "admin",
        timeout = 60,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],"properties":{
                "id":{"type":"string","maxLength":64}}}""",
        output =
                """
                {"type":"object","required":["found","forced","survivors"],"properties":{
                "found":{"type":"integer"},"forced":{"type":"integer"},"survivors":{"type":"integer"}}}""")
public final class TerminalKillTool implements Tool {

    private final Terminals terminals;

    @Activate
    public TerminalKillTool(@Reference Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        KillReport report = TerminalRows.find(terminals, input).kill();
        return Map.of("found", report.found(), "forced", report.forced(), "survivors", report.survivors());
    }
}
