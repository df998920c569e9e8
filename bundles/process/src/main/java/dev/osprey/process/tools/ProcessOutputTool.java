package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Output.Handle;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.Processes;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Shows what a process writes from now on. */
@Component
@ToolDefinition(
        name = "process.output",
        description =
                "Streams what a process writes from now on until it ends, as text or bytes; the process waits for a "
                        + "caller that does not take it.",
        readOnly = true,
        timeout = 3600,
        concurrent = 64,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],"properties":{
                "id":{"type":"string","maxLength":64},
                "stream":{"enum":["stdout","stderr","both"],"default":"both"},
                "encoding":{"enum":["text","base64"],"default":"text"}}}""",
        output = "{\"type\":\"object\",\"required\":[\"bytes\"],\"properties\":{\"bytes\":{\"type\":\"integer\"}}}")
public final class ProcessOutputTool implements Tool {

    private final Processes processes;

    @Activate
    public ProcessOutputTool(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes) {
        this.processes = processes;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ManagedProcess process = Rows.find(processes, input);
        String wanted = input.get("stream") instanceof String stream ? stream : "both";
        Set<Stream> streams = wanted.equals("both")
                ? EnumSet.allOf(Stream.class)
                : EnumSet.of(Stream.valueOf(wanted.toUpperCase(Locale.ROOT)));
        CompletableFuture<?> exit = process.exit().toCompletableFuture();
        ChunkRelay relay = new ChunkRelay(!"base64".equals(input.get("encoding")));
        Handle handle = process.output().subscribe(streams, relay);
        try {
            return Map.of("bytes", relay.relay(call, exit::isDone));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException(
                    ToolException.CANCELLED, "Nobody listens to " + process.id() + " any more", "Call again.", e);
        } finally {
            relay.close();
            handle.close();
        }
    }
}
