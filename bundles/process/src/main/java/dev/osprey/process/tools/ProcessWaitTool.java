package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.Processes;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Waits for an end. */
@Component
@ToolDefinition(
        name = "process.wait",
        description = "Waits until a process ends and tells how; an ended one is told at once.",
        readOnly = true,
        timeout = 3610,
        concurrent = 256,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],"properties":{
                "id":{"type":"string","maxLength":64},
                "timeout_seconds":{"type":"number","minimum":0,"maximum":3600,"default":30}}}""",
        output =
                """
                {"type":"object","required":["id","state","timed_out"],"properties":{
                "id":{"type":"string"},"state":{"type":"string"},"timed_out":{"type":"boolean"},
                "exit_code":{"type":"integer"},"signal":{"type":["string","null"]},"reason":{"type":"string"}}}""")
public final class ProcessWaitTool implements Tool {

    private static final double USUAL_SECONDS = 30;

    private final Processes processes;

    @Activate
    public ProcessWaitTool(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes) {
        this.processes = processes;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ManagedProcess process = Rows.find(processes, input);
        double seconds = input.get("timeout_seconds") instanceof Number given ? given.doubleValue() : USUAL_SECONDS;
        CompletableFuture<ProcessExit> exit = process.exit().toCompletableFuture();
        call.onCancel(() -> exit.cancel(false));
        try {
            ProcessExit how = exit.completeOnTimeout(null, Math.round(seconds * 1000), TimeUnit.MILLISECONDS)
                    .join();
            Map<String, Object> result = new LinkedHashMap<>(Rows.state(process));
            result.put("timed_out", how == null);
            if (how != null) {
                result.putAll(Rows.exit(how));
            }
            return result;
        } catch (CancellationException e) {
            throw new ToolException(
                    ToolException.CANCELLED, "Nobody waits for " + process.id() + " any more", "Call again.", e);
        }
    }
}
