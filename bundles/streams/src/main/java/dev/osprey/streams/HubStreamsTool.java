package dev.osprey.streams;

import dev.osprey.event.StreamInfo;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is kept. */
@Component
@ToolDefinition(
        name = "hub.streams",
        description = "Lists the streams of kept events, in the order in which a replay searches them.",
        output =
                """
                {"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{
                "type":"object","properties":{
                "name":{"type":"string"},"patterns":{"type":"array","items":{"type":"string"}},
                "storage":{"enum":["memory","disk"]},"fsync":{"type":"boolean"},
                "events":{"type":"integer"},"bytes":{"type":"integer"},
                "first":{"type":"integer","description":"lowest sequence number, 0 if it is empty"},
                "last":{"type":"integer"},
                "oldest":{"type":["string","null"],"format":"date-time"},
                "max_events":{"type":"integer"},"max_bytes":{"type":"integer"},"max_age_seconds":{"type":"integer"},
                "failures":{"type":"integer","description":"events that it could not keep"}}}}}}""",
        role = "viewer",
        readOnly = true)
public final class HubStreamsTool implements Tool {

    private final Streams streams;

    @Activate
    public HubStreamsTool(@Reference Streams streams) {
        this.streams = streams;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return Map.of("items", streams.now().stream().map(HubStreamsTool::item).toList());
    }

    static Map<String, Object> item(StreamInfo stream) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", stream.name());
        item.put("patterns", stream.patterns());
        item.put("storage", stream.storage());
        item.put("fsync", stream.fsync());
        item.put("events", stream.events());
        item.put("bytes", stream.bytes());
        item.put("first", stream.first());
        item.put("last", stream.last());
        item.put("oldest", stream.oldest() == null ? null : stream.oldest().toString());
        item.put("max_events", stream.maxEvents());
        item.put("max_bytes", stream.maxBytes());
        item.put("max_age_seconds", stream.maxAge().toSeconds());
        item.put("failures", stream.failures());
        return item;
    }
}
