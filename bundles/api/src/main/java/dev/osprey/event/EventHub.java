package dev.osprey.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Publishing and subscribing inside the JVM. Prototype-scoped: each user has an instance of its own, and when the user lets go of
 * it (its component is deactivated, its bundle stops) every subscription made through it ends.
 *
 * <p>Thread-safe. Publishing never blocks on a subscriber: each subscription has a bounded queue and a worker of its own. Events of
 * one publisher reach one subscriber in the order of publication.
 */
@ProviderType
public interface EventHub {

    /**
     * Publishes to everyone who subscribed, on the network and in the JVM, and to EventAdmin handlers of the mapped topic.
     *
     * @return the event as accepted
     * @throws InvalidSubjectException if the subject is not valid
     * @throws IllegalArgumentException if the data cannot be written as JSON
     */
    Event publish(EventDraft draft);

    /** Publishes {@code data} under {@code subject} in the name of the calling bundle. */
    default Event publish(String subject, Map<String, ?> data) {
        return publish(EventDraft.of(subject, data));
    }

    /**
     * Calls {@code listener}, one event at a time, for each event that matches at least one of {@code patterns}.
     *
     * @throws InvalidSubjectException if a pattern is not valid
     * @throws NoStreamException if the options say where to begin and no single stream keeps all that matches
     */
    Subscription subscribe(Collection<String> patterns, SubscriptionOptions options, EventListener listener);

    /** As {@link #subscribe}, but hands over all that is queued at once, in order. The faster way for many events. */
    Subscription subscribeBatch(Collection<String> patterns, SubscriptionOptions options, EventBatchListener listener);

    /** Subscribes to one pattern with the default options. */
    default Subscription subscribe(String pattern, EventListener listener) {
        return subscribe(List.of(pattern), SubscriptionOptions.DEFAULT, listener);
    }

    /** Parses the data of an event: a Map, List, String, Number, Boolean or null. */
    Object read(Event event);
}
