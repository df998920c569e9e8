package dev.osprey.hub.tools;

import dev.osprey.hub.HubView;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The counters of the event hub. */
@Component
@ToolDefinition(
        name = "hub.stats",
        description = "Shows the counters of the event hub: connections, subscriptions, watches, events and losses.",
        output =
                """
                {"type":"object","required":["connections","subscriptions","pending_bytes"],
                "properties":{"events_by_subject":{"type":"object","description":"the 50 busiest",
                "additionalProperties":{"type":"integer"}}},"additionalProperties":{"type":["integer","object"]}}""",
        role = "viewer",
        readOnly = true)
public final class HubStatsTool implements Tool {

    private final HubView hub;

    @Activate
    public HubStatsTool(@Reference HubView hub) {
        this.hub = hub;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return hub.stats();
    }
}
