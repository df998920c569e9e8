package dev.osprey.process.tools;

import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.Terminal.OnTimeout;
import dev.osprey.terminal.Terminal.Result;
import dev.osprey.terminal.Terminals;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs a command line. */
@Component
@ToolDefinition(
        name = "terminal.exec",
        description =
                "Runs a command line in a terminal's shell and waits for its end; folder and variables stay for the next one.",
        role = "admin",
        timeout = 3620,
        concurrent = 64,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id","command"],"properties":{
                "id":{"type":"string","maxLength":64},
                "command":{"type":"string","minLength":1,"maxLength":131071},
                "timeout_seconds":{"type":"number","exclusiveMinimum":0,"maximum":3600,"default":30},
                "on_timeout":{"enum":["interrupt","leave","kill"],"default":"interrupt"},
                "plain":{"type":"boolean","default":true}}}""",
        output =
                """
                {"type":"object","required":["output","exit_code","timed_out","truncated"],"properties":{
                "output":{"type":"string"},"exit_code":{"type":["integer","null"]},
                "timed_out":{"type":"boolean"},"folder":{"type":["string","null"]},"truncated":{"type":"boolean"}}}""")
public final class TerminalExecTool implements Tool {

    private static final double USUAL_SECONDS = 30;

    private final Terminals terminals;

    @Activate
    public TerminalExecTool(@Reference Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        Terminal terminal = TerminalRows.find(terminals, input);
        String wish = input.get("on_timeout") instanceof String given ? given : "interrupt";
        Interruption interruption = Interruption.on(call);
        try {
            Result result = terminal.exec(
                    (String) input.get("command"),
                    TerminalRows.seconds(input, "timeout_seconds", USUAL_SECONDS),
                    OnTimeout.valueOf(wish.toUpperCase(Locale.ROOT)));
            Map<String, Object> answer = new LinkedHashMap<>();
            boolean plain = !Boolean.FALSE.equals(input.get("plain"));
            answer.put("output", plain ? TerminalRows.plain(result.output()) : result.output());
            answer.put("exit_code", result.exitCode());
            answer.put("timed_out", result.timedOut());
            answer.put("folder", result.folder());
            answer.put("truncated", result.truncated());
            return answer;
        } catch (IllegalStateException | UncheckedIOException e) {
            throw TerminalRows.conflict(e);
        } catch (IllegalArgumentException e) {
            throw new ToolException(ToolException.INVALID_INPUT, e.getMessage(), "Correct the command.", e);
        } catch (InterruptedException e) {
            throw TerminalRows.cancelled("The command", e);
        } finally {
            interruption.over();
        }
    }
}
