package dev.osprey.kernel.event;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventRouter;
import dev.osprey.event.EventSink;
import dev.osprey.event.Route;
import dev.osprey.event.Subject;
import dev.osprey.event.SubjectPattern;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes by an index of patterns. Routes are kept per subject until a subscription changes; at most {@link #MAX_ROUTES} of them, so
 * that a publisher who never uses a subject twice costs time, not memory.
 */
@Component
public final class SubjectRouter implements EventRouter {

    static final int MAX_ROUTES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(SubjectRouter.class);

    private final AtomicLong sequence = new AtomicLong();
    private final Object lock = new Object();

    /** Guarded by lock. */
    private final SubjectIndex index = new SubjectIndex();

    /** Written under lock; what was true of the index until the next change. */
    private volatile State state = new State();

    @Override
    public Route route(String subject) {
        State now = state;
        Route known = now.routes.get(subject);
        return known != null ? known : compile(new Subject(subject));
    }

    private Route compile(Subject subject) {
        synchronized (lock) {
            State now = state;
            CompiledRoute route = new CompiledRoute(subject.value(), index.match(subject.value()), now);
            if (now.routes.size() >= MAX_ROUTES) {
                now.routes.clear();
            }
            now.routes.put(subject.value(), route);
            return route;
        }
    }

    @Override
    public long nextSequence() {
        return sequence.incrementAndGet();
    }

    @Override
    public void publish(Route route, EventBatch batch, EventSink origin) {
        if (!(route instanceof CompiledRoute)) {
            throw new IllegalArgumentException(
                    "The route is of " + route.getClass().getName() + "; pass one that this router's route() returned");
        }
        for (EventSink sink : ((CompiledRoute) route).sinks()) {
            if (sink != origin) {
                hand(batch, sink);
            }
        }
    }

    private static void hand(EventBatch batch, EventSink sink) {
        try {
            sink.accept(batch);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The sink {} failed; the others are served", sink.getClass().getName(), e);
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
