package dev.osprey.watchdog.tools;

import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import dev.osprey.watchdog.round.Standing;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets a module be restarted again that was given up. */
@Component
@ToolDefinition(
        name = "watchdog.resume",
        description =
                "Forgets how often a module was restarted by the watchdog, so that one that was given up is tried again.",
        role = "operator",
        input = "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\"],\"properties\":{"
                + "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":128}}}",
        output = WatchJson.STANDING)
public final class WatchdogResumeTool implements Tool {

    private static final int SECONDS = 10;

    private final ModuleWatch watch;

    @Activate
    public WatchdogResumeTool(@Reference ModuleWatch watch) {
        this.watch = watch;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = (String) input.get("name");
        try {
            Standing standing = watch.resume(name).get(SECONDS, TimeUnit.SECONDS);
            if (standing == null) {
                throw new ToolException(
                        ToolException.NOT_FOUND,
                        "There is no module " + name,
                        "module.list shows the names that there are.");
            }
            return WatchJson.of(standing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException(ToolException.CANCELLED, "The call was cancelled", null, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ToolException(
                    ToolException.TIMEOUT,
                    "The watchdog did not answer within " + SECONDS + " s",
                    "watchdog.status shows under jvm whether it is held up.",
                    e);
        }
    }
}
