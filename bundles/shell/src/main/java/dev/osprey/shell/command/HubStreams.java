package dev.osprey.shell.command;

import dev.osprey.shell.complete.StreamNames;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What is kept of the events. */
@Service
@Command(
        scope = "hub",
        name = "streams",
        description = "Lists the streams that keep events for hub:tail --from: what they hold and where they end",
        detailedDescription = "Example: hub:streams recent --watch")
public final class HubStreams extends ShowCommand {

    private static final String TOOL = "hub.streams";

    private static final ToolTable STREAMS = new ToolTable(TOOL, "No events are kept.")
            .column("Name", "name")
            .column("Patterns", "patterns")
            .column("Storage", HubStreams::storage)
            .column("Events", stream -> Amounts.number(stream.get("events")))
            .column("Size", stream -> Amounts.bytes(stream.get("bytes")))
            .column("First", stream -> sequence(stream.get("first")))
            .column("Last", stream -> sequence(stream.get("last")))
            .column("Oldest", "oldest")
            .column("At most", HubStreams::limits)
            .column("Failures", stream -> Values.alarming(stream.get("failures")));

    @Argument(index = 0, name = "stream", description = "Name of a stream; all if left out")
    @Completion(StreamNames.class)
    String stream;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    void run(Door door) {
        if (stream == null) {
            STREAMS.show(door, Map.of());
            return;
        }
        Map<String, Object> answer = door.ask(TOOL, Map.of());
        List<Map<String, Object>> one = Values.items(answer, "items").stream()
                .filter(each -> stream.equals(each.get("name")))
                .toList();
        if (one.isEmpty()) {
            throw new Failure(
                    ToolException.NOT_FOUND, "There is no stream " + stream + ".", "hub:streams shows the names.");
        }
        if (door.output().json()) {
            Map<String, Object> document = new LinkedHashMap<>(answer);
            document.put("items", one);
            door.output().document(document);
        } else {
            STREAMS.rows(door.output(), one);
        }
    }

    private static String storage(Map<String, Object> stream) {
        Object storage = stream.get("storage");
        return Boolean.TRUE.equals(stream.get("fsync")) ? storage + ", fsync" : String.valueOf(storage);
    }

    /** An empty stream has none. */
    private static Object sequence(Object number) {
        return Amounts.some(number) ? number : null;
    }

    private static String limits(Map<String, Object> stream) {
        StringJoiner limits = new StringJoiner(", ");
        limit(limits, stream.get("max_events"), Amounts.number(stream.get("max_events")) + " events");
        limit(limits, stream.get("max_bytes"), Amounts.bytes(stream.get("max_bytes")));
        limit(limits, stream.get("max_age_seconds"), Amounts.time(stream.get("max_age_seconds")));
        return limits.toString();
    }

    private static void limit(StringJoiner limits, Object value, String text) {
        if (Amounts.some(value) && ((Number) value).longValue() < Long.MAX_VALUE) {
            limits.add(text);
        }
    }
}
