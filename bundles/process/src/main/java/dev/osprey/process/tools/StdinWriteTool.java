package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Types to a process. */
@Component
@ToolDefinition(
        name = "process.stdin.write",
        description =
                "Writes text or bytes to a process's standard input; answers when the process's pipe has taken them.",
        role = "admin",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],
                "oneOf":[{"required":["text"]},{"required":["base64"]}],"properties":{
                "id":{"type":"string","maxLength":64},
                "text":{"type":"string","maxLength":1048576},
                "base64":{"type":"string","maxLength":1398104,"contentEncoding":"base64"},
                "close":{"type":"boolean","default":false}}}""",
        output = "{\"type\":\"object\",\"required\":[\"written\"],\"properties\":{\"written\":{\"type\":\"integer\"}}}")
public final class StdinWriteTool implements Tool {

    private static final long LONGEST_SECONDS = 3600;

    private final Processes processes;
    private final Inputs inputs;

    @Activate
    public StdinWriteTool(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes, @Reference Inputs inputs) {
        this.processes = processes;
        this.inputs = inputs;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ManagedProcess process = Rows.find(processes, input);
        refuseEnded(process);
        byte[] bytes = bytes(input);
        CompletableFuture<Void> done = inputs.write(process, bytes, Boolean.TRUE.equals(input.get("close")));
        CompletableFuture<Void> waiting = done.copy();
        call.onCancel(() -> waiting.cancel(false));
        try {
            waiting.orTimeout(left(call), TimeUnit.MILLISECONDS).join();
        } catch (CancellationException e) {
            throw new ToolException(
                    ToolException.TIMEOUT,
                    process.spec().name()
                            + " does not read its standard input; what was not read yet stays in its pipe",
                    "Wait until it reads, or end it.",
                    e);
        } catch (CompletionException e) {
            throw new ToolException(
                    ToolException.CONFLICT,
                    process.spec().name() + " takes no more input: "
                            + e.getCause().getMessage(),
                    "Its standard input was closed; spawn it again.",
                    e);
        }
        return Map.of("written", bytes.length);
    }

    private static long left(ToolCall call) {
        Instant longest = Instant.now().plusSeconds(LONGEST_SECONDS);
        Instant end = call.deadline().isBefore(longest) ? call.deadline() : longest;
        return Math.max(1, Duration.between(Instant.now(), end).toMillis());
    }

    static void refuseEnded(ManagedProcess process) {
        if (!process.alive()) {
            throw new ToolException(
                    ToolException.CONFLICT,
                    process.spec().name() + " (" + process.id() + ") has ended",
                    "Spawn it again.");
        }
    }

    private static byte[] bytes(Map<String, Object> input) {
        if (input.get("text") instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode((String) input.get("base64"));
        } catch (IllegalArgumentException e) {
            throw new ToolException(
                    ToolException.INVALID_INPUT, "base64 is not base64: " + e.getMessage(), "Encode it again.", e);
        }
    }
}
