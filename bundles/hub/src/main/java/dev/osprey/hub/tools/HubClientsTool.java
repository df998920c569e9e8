package dev.osprey.hub.tools;

import dev.osprey.hub.HubView;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who is connected to the event hub. */
@Component
@ToolDefinition(
        name = "hub.clients",
        description = "Lists the connections of the event hub, the oldest first, with what they sent, got and lost.",
        output =
                """
                {"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{
                "type":"object","properties":{
                "id":{"type":"string"},"principal":{"type":"string"},"role":{"type":"string"},
                "remote":{"type":"string","description":"address:port"},
                "since":{"type":"string","format":"date-time"},
                "patterns":{"type":"integer"},"watches":{"type":"integer"},
                "events_in":{"type":"integer"},"events_out":{"type":"integer"},
                "events_dropped":{"type":"integer"},"rate_in":{"type":"number"},"rate_out":{"type":"number"},
                "queued_events":{"type":"integer"},"pending_bytes":{"type":"integer"},
                "subscriptions":{"type":"array","items":{"type":"object","properties":{
                "name":{"type":"string"},"policy":{"type":"string"},"group":{"type":"string"},
                "patterns":{"type":"array","items":{"type":"string"},"description":"the first 20"},
                "accepted":{"type":"integer"},"written":{"type":"integer"},"dropped":{"type":"integer"},
                "discarded":{"type":"integer"},"queued_events":{"type":"integer"},
                "queued_bytes":{"type":"integer"}}}}}}}}}""",
        role = "operator",
        readOnly = true)
public final class HubClientsTool implements Tool {

    private final HubView hub;

    @Activate
    public HubClientsTool(@Reference HubView hub) {
        this.hub = hub;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return Map.of("items", hub.clients());
    }
}
