package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.event.Event;
import dev.osprey.event.EventHub;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.shell.complete.Subjects;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Events as they come. */
@Service
@Command(
        scope = "hub",
        name = "tail",
        description = "Shows events as they come, until Ctrl-C, --count or --timeout",
        detailedDescription = "Example: hub:tail 'module.*' 'sensor.>' --count 10 --json")
public final class HubTail extends OspreyCommand {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Option(name = "--count", aliases = "-c", description = "Ends after this many events; 0 for no end")
    int count;

    @Option(name = "--timeout", aliases = "-t", description = "Ends after this many seconds; 0 for no end")
    int timeout;

    @Argument(
            name = "patterns",
            description = "Subjects; * is one token, > at the end is the rest. In quotes. Everything if left out",
            multiValued = true)
    @Completion(Subjects.class)
    List<String> patterns;

    @Override
    List<String> words() {
        return patterns;
    }

    @Override
    void run(Door door, List<String> words) {
        List<String> wanted = words.isEmpty() ? List.of(">") : words;
        wanted.forEach(pattern -> door.check(Permission.EVENT_SUBSCRIBE, pattern));
        EventHub hub = door.service(EventHub.class);
        Output output = door.output();
        SubscriptionOptions options = new SubscriptionOptions(
                "shell-tail", SubscriptionOptions.DEFAULT.capacity(), SubscriptionOptions.DEFAULT.overflow());
        try (Handover<Event> handover = new Handover<>();
                Subscription subscription = hub.subscribe(wanted, options, handover::give)) {
            if (output.terminal()) {
                output.remark("Listening to " + String.join(" ", wanted) + "; Ctrl-C ends it.");
            }
            handover.drain(count, Duration.ofSeconds(timeout), output::abandoned, event -> show(output, hub, event));
            if (subscription.dropped() > 0) {
                output.remark(
                        subscription.dropped() + " events came faster than they could be shown and were left out.");
            }
        }
    }

    private static void show(Output output, EventHub hub, Event event) {
        Object data = hub.read(event);
        if (output.json()) {
            output.document(Documents.of(event, data));
        } else {
            output.line(CLOCK.format(event.time()) + "  " + event.subject() + "  " + event.source() + "  "
                    + Json.write(data));
        }
    }
}
