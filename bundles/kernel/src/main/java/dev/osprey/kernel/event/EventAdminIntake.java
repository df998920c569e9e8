package dev.osprey.kernel.event;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventRouter;
import dev.osprey.event.SubscriptionOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes EventAdmin's events over to the hub. EventAdmin waits for its handlers, so this one only enqueues. What stays in the JVM:
 * {@code org/osgi/**}, {@code org/apache/**}, topics that no valid subject maps to, and what nobody subscribed to.
 */
@Component(
        service = EventHandler.class,
        immediate = true,
        property = {EventConstants.EVENT_TOPIC + "=*", EventAdminIntake.MARK + "=true"})
public final class EventAdminIntake implements EventHandler, AutoCloseable {

    /** Service property that keeps our own dispatch away from this handler. */
    static final String MARK = "osprey.event.intake";

    private static final Logger LOG = LoggerFactory.getLogger(EventAdminIntake.class);

    private final EventRouter router;
    private final InstantSource clock;
    private final Publisher publisher;
    private final SubscriptionQueue queue;
    private final AtomicLong unmapped = new AtomicLong();

    @Activate
    public EventAdminIntake(@Reference EventRouter router, @Reference EventWorkers workers) {
        this(router, workers, InstantSource.system());
    }

    EventAdminIntake(EventRouter router, EventWorkers workers, InstantSource clock) {
        this.router = router;
        this.clock = clock;
        this.publisher = new Publisher(router, clock);
        this.queue = SubscriptionQueue.single(
                AdminEvents.SOURCE, SubscriptionOptions.DEFAULT, publisher::fromEventAdmin, workers, () -> {});
    }

    @Override
    public void handleEvent(Event event) {
        if (Topics.internal(event.getTopic())) {
            return;
        }
        Optional<String> subject = Topics.toSubject(event.getTopic());
        if (subject.isEmpty()) {
            unmapped.incrementAndGet();
            LOG.debug("No subject has the topic {}; the event stays with EventAdmin", event.getTopic());
        } else if (router.route(subject.get()).size() > 0) {
            queue.accept(new Arrival(subject.get(), event));
        }
    }

    /** Events whose topic no valid subject maps to. */
    long unmapped() {
        return unmapped.get();
    }

    @Override
    @Deactivate
    public void close() {
        queue.close();
    }

    /** An event on its way to the worker, which converts it. */
    private final class Arrival implements EventBatch {
        private final String subject;
        private final Event event;

        Arrival(String subject, Event event) {
            this.subject = subject;
            this.event = event;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public void number(long first) {
            throw new UnsupportedOperationException("An arrival is numbered when it is published");
        }

        @Override
        public void texts(TextVisitor visitor) {
            throw new UnsupportedOperationException("An arrival has no number yet");
        }

        @Override
        public EventBatch only(int index) {
            return this;
        }

        @Override
        public List<dev.osprey.event.Event> events() {
            return List.of(Publisher.accept(
                    AdminEvents.draft(subject, event), AdminEvents.SOURCE, AdminEvents.time(event, clock.instant())));
        }
    }
}
