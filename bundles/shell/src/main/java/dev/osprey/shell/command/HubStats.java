package dev.osprey.shell.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The hub's counters. */
@Service
@Command(
        scope = "hub",
        name = "stats",
        description = "Shows what goes through the event hub: connections, events, bytes that wait",
        detailedDescription = "Example: hub:stats --watch")
public final class HubStats extends ListCommand {

    /** By the first word of a counter's name; what is not named here comes last. */
    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("Connections", List.of("uptime", "connections", "clients", "handshakes"));
        GROUPS.put("Subscriptions", List.of("subscriptions", "patterns", "groups", "watches", "watch"));
        GROUPS.put("Events", List.of("events", "frames", "acks", "gaps"));
        GROUPS.put("Waiting", List.of("pending", "queued", "buffers", "slow"));
        GROUPS.put("Other", List.of());
    }

    @Override
    void run(Door door) {
        Map<String, Object> stats = door.ask("hub.stats", Map.of());
        if (door.output().json()) {
            door.output().document(stats);
            return;
        }
        List<List<Object>> rows = new ArrayList<>();
        GROUPS.keySet().forEach(group -> rows.addAll(rows(group, stats)));
        door.output().table(List.of("What", "Counter", "Value"), rows, "There is nothing to show.");
    }

    private static List<List<Object>> rows(String group, Map<String, Object> stats) {
        List<List<Object>> rows = new ArrayList<>();
        stats.forEach((name, value) -> {
            if (group(name).equals(group)) {
                rows.add(Arrays.asList(rows.isEmpty() ? group : "", name.replace('_', ' '), shown(name, value)));
            }
        });
        return rows;
    }

    private static String group(String name) {
        String word = name.split("_")[0];
        return GROUPS.entrySet().stream()
                .filter(group -> group.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("Other");
    }

    private static Object shown(String name, Object value) {
        if (!(value instanceof Number)) {
            return Values.shown(value);
        }
        if (name.endsWith("_seconds")) {
            return Amounts.time(value);
        }
        String text = name.endsWith("_bytes") ? Amounts.bytes(value) : Amounts.number(value);
        boolean lost = name.equals("events_dropped") && Amounts.some(value);
        return Cell.toned(text, lost ? Cell.Tone.BAD : Cell.Tone.PLAIN);
    }
}
