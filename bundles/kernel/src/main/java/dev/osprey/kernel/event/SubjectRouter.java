package dev.osprey.kernel.event;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventJournal;
import dev.osprey.event.EventRouter;
import dev.osprey.event.EventSink;
import dev.osprey.event.JournalException;
import dev.osprey.event.Route;
import dev.osprey.event.Subject;
import dev.osprey.event.SubjectPattern;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes by an index of patterns. Routes are kept per subject until a subscription or the journal changes; at most
 * {@link #MAX_ROUTES} of them, so that a publisher who never uses a subject twice costs time, not memory.
 *
 * <p>Two locks, taken in this order: {@code order} makes publications one sequence, {@code lock} guards the index.
 */
@Component(service = {EventRouter.class, SubjectRouter.class})
public final class SubjectRouter implements EventRouter {

    static final int MAX_ROUTES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(SubjectRouter.class);

    private final Object order = new Object();

    /** Written under order. Begins with the microseconds since 1970, so that numbers go on after a restart. */
    private final AtomicLong last;

    private final Object lock = new Object();

    /** Guarded by lock. */
    private final SubjectIndex index = new SubjectIndex();

    /** Written under lock. */
    private volatile EventJournal journal;

    /** Written under lock; what was true of the index and the journal until the next change. */
    private volatile State state = new State();

    @Activate
    public SubjectRouter() {
        this(InstantSource.system());
    }

    SubjectRouter(InstantSource clock) {
        last = new AtomicLong(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "removeJournal")
    void addJournal(EventJournal added) {
        synchronized (order) {
            last.set(Math.max(last.get(), added.last()));
            use(added, null);
        }
    }

    void removeJournal(EventJournal removed) {
        use(null, removed);
    }

    private void use(EventJournal next, EventJournal insteadOf) {
        synchronized (lock) {
            if (insteadOf == null || journal == insteadOf) {
                journal = next;
                changed(true);
            }
        }
    }

    /** What keeps events now, or null. */
    EventJournal journal() {
        return journal;
    }

    @Override
    public Route route(String subject) {
        return compiled(subject);
    }

    private CompiledRoute compiled(String subject) {
        CompiledRoute known = state.routes.get(subject);
        return known != null ? known : compile(new Subject(subject).value());
    }

    private CompiledRoute compile(String subject) {
        synchronized (lock) {
            State now = state;
            EventJournal keeping = journal;
            EventJournal.Appender appender =
                    keeping == null ? null : keeping.appender(subject).orElse(null);
            CompiledRoute route = CompiledRoute.of(subject, index.match(subject), appender, now);
            if (now.routes.size() >= MAX_ROUTES) {
                now.routes.clear();
            }
            now.routes.put(subject, route);
            return route;
        }
    }

    @Override
    public long last() {
        return last.get();
    }

    @Override
    public void publish(Route route, EventBatch batch, Object origin) {
        if (!(route instanceof CompiledRoute asked)) {
            throw new IllegalArgumentException(
                    "The route is of " + route.getClass().getName() + "; pass one that this router's route() returned");
        }
        synchronized (order) {
            // Whoever subscribed between two publications must not miss the second.
            CompiledRoute now = asked.current() ? asked : compiled(asked.subject());
            long before = last.getPlain();
            if (now.keepsBatches() && !asked.keepsBatches()) {
                batch.own();
            }
            batch.number(before + 1);
            last.setRelease(before + batch.size());
            keep(now, batch, batch.strict() && asked.durable());
            for (EventSink sink : now.sinks()) {
                if (origin == null || sink.owner() != origin) {
                    hand(batch, sink);
                }
            }
            for (SinkGroup group : now.groups()) {
                for (int i = 0; i < batch.size(); i++) {
                    EventSink member = group.next(origin);
                    if (member != null) {
                        hand(batch.size() == 1 ? batch : batch.only(i), member);
                    }
                }
            }
        }
    }

    /** @param strict whether the publisher has not answered for it yet, so that a failure may still stop it */
    private static void keep(CompiledRoute route, EventBatch batch, boolean strict) {
        if (route.appender() == null) {
            return;
        }
        try {
            route.appender().append(batch);
        } catch (JournalException e) {
            if (strict) {
                throw e;
            }
            LOG.debug("An event on {} goes out although it could not be kept", route.subject(), e);
        }
    }

    private static void hand(EventBatch batch, EventSink sink) {
        try {
            sink.accept(batch);
        } catch (RuntimeException
                | Error e) { // also an Error: the others must not miss what has been numbered and kept
            LOG.warn(
                    "The sink {} failed; the others are served", sink.getClass().getName(), e);
        }
    }

    @Override
    public void inOrder(Runnable action) {
        synchronized (order) {
            action.run();
        }
    }

    @Override
    public void subscribe(String pattern, EventSink sink) {
        SubjectPattern valid = new SubjectPattern(pattern);
        synchronized (lock) {
            changed(index.add(valid, sink));
        }
    }

    @Override
    public void unsubscribe(String pattern, EventSink sink) {
        synchronized (lock) {
            changed(index.remove(pattern, sink));
        }
    }

    @Override
    public void remove(EventSink sink) {
        synchronized (lock) {
            changed(index.remove(sink));
        }
    }

    private void changed(boolean really) {
        if (really) {
            State old = state;
            state = new State();
            old.current = false;
        }
    }

    int cachedRoutes() {
        return state.routes.size();
    }

    boolean idle() {
        synchronized (lock) {
            return index.isEmpty();
        }
    }

    /** One state of the index; the routes that were compiled from it end with it. */
    static final class State {
        final ConcurrentMap<String, CompiledRoute> routes = new ConcurrentHashMap<>();
        volatile boolean current = true;
    }
}
