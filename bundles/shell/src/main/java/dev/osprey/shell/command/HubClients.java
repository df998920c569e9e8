package dev.osprey.shell.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
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
            count(parts, client.get("patterns"), "pattern");
        }
        for (Map<String, Object> subscription : Values.items(client, "subscriptions")) {
            parts.add(subscription(subscription));
        }
        count(parts, client.get("watches"), "watch");
        return String.join(", ", parts);
    }

    private static void count(List<String> parts, Object number, String what) {
        if (Amounts.some(number)) {
            parts.add(number + " " + what + (number.toString().equals("1") ? "" : what.endsWith("h") ? "es" : "s"));
        }
    }

    private static String subscription(Map<String, Object> subscription) {
        List<String> parts = new ArrayList<>();
        List<?> patterns = Values.list(subscription.get("patterns"));
        patterns.stream().limit(PATTERNS).map(String::valueOf).forEach(parts::add);
        if (patterns.size() > PATTERNS) {
            parts.add("and " + (patterns.size() - PATTERNS) + " more");
        }
        count(parts, subscription.get("patterns"), "pattern");
        String how = how(subscription);
        return String.join(" ", parts) + (how.isEmpty() ? "" : " (" + how + ")");
    }

    /** What is not as it is for everybody. */
    private static String how(Map<String, Object> subscription) {
        StringJoiner how = new StringJoiner(" ");
        Object name = subscription.get("name");
        if (name != null && !name.equals("default")) {
            how.add(name.toString());
        }
        Object policy = subscription.get("policy");
        if (policy != null && !policy.equals("disconnect")) {
            how.add(policy.toString());
        }
        if (subscription.get("group") != null) {
            how.add("group " + subscription.get("group"));
        }
        return how.toString();
    }
}
