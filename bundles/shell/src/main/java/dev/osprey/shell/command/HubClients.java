package dev.osprey.shell.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Who is connected. */
@Service
@Command(
        scope = "hub",
        name = "clients",
        description = "Lists who is connected to the event hub, what they listen to, and how they keep up; those that "
                + "lost events or have some waiting stand first",
        detailedDescription = "Example: hub:clients --watch 5")
public final class HubClients extends ListCommand {

    private static final int PATTERNS = 3;

    private static final ToolTable CLIENTS = new ToolTable("hub.clients", "Nobody is connected.")
            .column("Id", "id")
            .column("Who", client -> Cell.toned(client.get("principal"), tone(client)))
            .column("Remote", "remote")
            .column("Listens to", HubClients::subscriptions)
            .column("In/s", client -> Amounts.number(client.get("rate_in")))
            .column("Out/s", client -> Amounts.number(client.get("rate_out")))
            .column("Queued", client -> waiting(client, Amounts.number(client.get("queued_events"))))
            .column("Pending", client -> Amounts.bytes(client.get("pending_bytes")))
            .column("Lost", client -> Values.alarming(client.get("events_dropped")))
            .order(Comparator.comparing(HubClients::urgency));

    @Override
    void run(Door door) {
        CLIENTS.show(door, Map.of());
    }

    private static Cell waiting(Map<String, Object> client, String queued) {
        return Cell.toned(queued, Amounts.some(client.get("queued_events")) ? Cell.Tone.MOVING : Cell.Tone.PLAIN);
    }

    private static Cell.Tone tone(Map<String, Object> client) {
        if (Amounts.some(client.get("events_dropped"))) {
            return Cell.Tone.BAD;
        }
        return Amounts.some(client.get("queued_events")) ? Cell.Tone.MOVING : Cell.Tone.PLAIN;
    }

    private static int urgency(Map<String, Object> client) {
        return switch (tone(client)) {
            case BAD -> 0;
            case MOVING -> 1;
            default -> 2;
        };
    }

    private static String subscriptions(Map<String, Object> client) {
        List<String> parts = new ArrayList<>();
        if (client.get("subscriptions") == null) {
            count(parts, client.get("patterns"), "patterns");
        }
        for (Map<String, Object> subscription : Values.items(client, "subscriptions")) {
            parts.add(subscription(subscription));
        }
        count(parts, client.get("watches"), "watches");
        return String.join(", ", parts);
    }

    private static void count(List<String> parts, Object number, String what) {
        if (Amounts.some(number)) {
            parts.add(number + " " + what);
        }
    }

    private static String subscription(Map<String, Object> subscription) {
        List<?> patterns = Values.list(subscription.get("patterns"));
        StringBuilder text = new StringBuilder();
        patterns.stream().limit(PATTERNS).forEach(pattern -> text.append(text.isEmpty() ? "" : " ")
                .append(pattern));
        if (patterns.size() > PATTERNS) {
            text.append(" and ").append(patterns.size() - PATTERNS).append(" more");
        }
        Object policy = subscription.get("policy");
        Object group = subscription.get("group");
        String how = (policy == null || policy.equals("disconnect") ? "" : policy.toString())
                + (group == null ? "" : " group " + group);
        return how.isEmpty()
                ? text.toString()
                : text.append(" (").append(how.strip()).append(')').toString();
    }
}
