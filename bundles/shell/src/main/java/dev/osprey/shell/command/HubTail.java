package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.event.Event;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventListener;
import dev.osprey.event.Gap;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.shell.complete.Patterns;
import dev.osprey.tool.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Events as they come, and those that were kept. */
@Service
@Command(
        scope = "hub",
        name = "tail",
        description = "Shows events as they come, until Ctrl-C, --count or --timeout; with --from also those that were "
                + "kept, and then goes on live",
        detailedDescription = "Examples: hub:tail 'module.*' 'sensor.>' --count 10 --json, hub:tail --from -10m")
public final class HubTail extends OspreyCommand {

    @Option(
            name = "--from",
            aliases = "-f",
            description = "Begins with kept events: -10m (also s, h, d), a sequence number, a time such as "
                    + "2026-01-31T12:00:00Z, or last for the last event of each subject")
    String from;

    @Option(name = "--full", description = "Shows long data whole; at a terminal it is cut to the width otherwise")
    boolean full;

    @Option(name = "--count", aliases = "-c", description = "Ends after this many events; 0 for no end")
    int count;

    @Option(name = "--timeout", aliases = "-t", description = "Ends after this many seconds; 0 for no end")
    int timeout;

    @Argument(
            name = "patterns",
            description = "Subjects; * is one token, > at the end is the rest. In quotes. Everything if left out",
            multiValued = true)
    @Completion(Patterns.class)
    List<String> patterns;

    @Override
    List<String> words() {
        return patterns;
    }

    @Override
    void run(Door door, List<String> words) {
        if (count < 0 || timeout < 0) {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    (count < 0 ? "--count is " + count : "--timeout is " + timeout) + ".",
                    "Give a number above 0, or leave it out for no end.");
        }
        List<String> wanted = words.isEmpty() ? List.of(">") : words;
        wanted.forEach(pattern -> door.check(Permission.EVENT_SUBSCRIBE, pattern));
        EventHub hub = door.service(EventHub.class);
        Output output = door.output();
        TailView view = new TailView(output, hub, full);
        try (Handover<Found> handover = new Handover<>();
                Subscription subscription = subscribe(hub, wanted, new Giver(handover))) {
            if (output.terminal() && !output.json()) {
                output.remark("Listening to " + String.join(" ", wanted) + "; Ctrl-C ends it.");
            }
            handover.drain(count, Duration.ofSeconds(timeout), output::abandoned, found -> show(view, found));
            view.ended(subscription.dropped());
        }
        if (!output.json() && (from != null || output.terminal())) {
            view.position();
        }
    }

    private Subscription subscribe(EventHub hub, List<String> wanted, EventListener listener) {
        SubscriptionOptions options = new SubscriptionOptions(
                "shell-tail", SubscriptionOptions.DEFAULT.capacity(), SubscriptionOptions.DEFAULT.overflow());
        if (from == null) {
            return hub.subscribe(wanted, options, listener);
        }
        try {
            return hub.subscribe(wanted, options.from(TailStart.of(from, Instant.now())), listener);
        } catch (NoStreamException e) {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    e.getMessage(),
                    "hub:streams shows what is kept; without --from hub:tail begins now.");
        }
    }

    private static boolean show(TailView view, Found found) {
        if (found.event() == null) {
            view.gap(found.gap());
            return false;
        }
        view.event(found.event());
        return true;
    }

    /** An event or a gap; the other one is null. */
    private record Found(Event event, Gap gap) {}

    private record Giver(Handover<Found> handover) implements EventListener {

        @Override
        public void onEvent(Event event) {
            handover.give(new Found(event, null));
        }

        @Override
        public void onGap(Gap gap) {
            handover.give(new Found(null, gap));
        }
    }
}
