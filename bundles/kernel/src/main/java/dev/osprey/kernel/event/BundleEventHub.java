package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventListener;
import dev.osprey.event.SubjectPattern;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** One user's way into the hub; its subscriptions end with it. */
@Component(service = EventHub.class, scope = ServiceScope.PROTOTYPE)
public final class BundleEventHub implements EventHub, AutoCloseable {

    private final String user;
    private final SubjectRouter router;
    private final EventWorkers workers;
    private final Publisher publisher;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    @Activate
    public BundleEventHub(ComponentContext context, @Reference SubjectRouter router, @Reference EventWorkers workers) {
        this(context.getUsingBundle().getSymbolicName(), router, workers, InstantSource.system());
    }

    BundleEventHub(String user, SubjectRouter router, EventWorkers workers, InstantSource clock) {
        this.user = user;
        this.router = router;
        this.workers = workers;
        this.publisher = new Publisher(router, clock);
    }

    @Override
    public Event publish(EventDraft draft) {
        return publisher.publish(draft, user);
    }

    @Override
    public Subscription subscribe(Collection<String> patterns, SubscriptionOptions options, EventListener listener) {
        return begin(
                patterns, options, end -> SubscriptionQueue.single(name(options), options, listener, workers, end));
    }

    @Override
    public Subscription subscribeBatch(
            Collection<String> patterns, SubscriptionOptions options, EventBatchListener listener) {
        return begin(patterns, options, end -> SubscriptionQueue.batch(name(options), options, listener, workers, end));
    }

    private String name(SubscriptionOptions options) {
        return options.name() == null ? user : options.name();
    }

    private Subscription begin(
            Collection<String> patterns, SubscriptionOptions options, Function<Runnable, SubscriptionQueue> make) {
        List<String> wanted = List.copyOf(patterns);
        wanted.forEach(SubjectPattern::new);
        CatchUp kept = options.from() == null ? null : new CatchUp(name(options), router, wanted, options.from());
        Ending ending = new Ending();
        SubscriptionQueue queue = make.apply(ending);
        ending.queue = queue;
        subscriptions.add(queue);
        if (kept == null) {
            join(wanted, queue);
        } else {
            queue.start(kept, () -> join(wanted, queue));
        }
        if (closed) {
            queue.close();
            throw new IllegalStateException(
                    "The event hub of " + user + " is closed: its component or bundle has stopped");
        }
        return queue;
    }

    private void join(List<String> patterns, SubscriptionQueue queue) {
        patterns.forEach(pattern -> router.subscribe(pattern, queue));
        if (queue.isClosed()) {
            router.remove(queue);
        }
    }

    @Override
    public Object read(Event event) {
        return EventJson.read(event.data());
    }

    @Override
    @Deactivate
    public void close() {
        closed = true;
        List<Subscription> open = new ArrayList<>(subscriptions);
        open.forEach(Subscription::close);
    }

    /** What happens when a subscription ends. */
    private final class Ending implements Runnable {
        private SubscriptionQueue queue;

        @Override
        public void run() {
            router.remove(queue);
            subscriptions.remove(queue);
        }
    }
}
