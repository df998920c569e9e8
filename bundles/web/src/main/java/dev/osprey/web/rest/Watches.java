package dev.osprey.web.rest;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Credentials;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.registry.ChangePage;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/v1/registry/watch}: up to {@value #MOST} clients, {@value #MOST_OF_ONE} of one principal, served by one thread that
 * waits for none of them. Thread-safe.
 */
final class Watches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    static final int MOST = 256;
    static final int MOST_OF_ONE = 32;

    private final Credentials credentials;
    private final AccessControl access;
    private final Set<WatchStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Source> source = new AtomicReference<>();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread;
    private final Credentials.Handle revocations;
    /** Of the access rules, when the streams were last held against them. Only the one thread touches it. */
    private long epoch;

    private record Source(RegistryWatch registry, RegistryWatch.Signal signal) {}

    Watches(Credentials credentials, AccessControl access, Duration keepAlive) {
        this.credentials = credentials;
        this.access = access;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread named = new Thread(task, "osprey-web-watch");
            named.setDaemon(true);
            return named;
        });
        epoch = access.epoch();
        revocations = credentials.onRevoked(principal -> streams.stream()
                .filter(one -> one.principal().equals(principal))
                .forEach(WatchStream::end));
        thread.scheduleWithFixedDelay(this::tick, keepAlive.toMillis(), keepAlive.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The registry can be followed from now on. */
    void use(RegistryWatch registry) {
        leave(source.getAndSet(new Source(registry, registry.onChange(this::changed))));
    }

    /** The registry cannot be followed any more. */
    void drop(RegistryWatch registry) {
        Source now = source.get();
        if (now != null && now.registry() == registry && source.compareAndSet(now, null)) {
            leave(now);
        }
    }

    private void leave(Source old) {
        if (old != null) {
            old.signal().close();
            streams.stream().filter(one -> one.registry() == old.registry()).forEach(WatchStream::end);
        }
    }

    /** On the changing thread: only leaves word. */
    private void changed() {
        if (waking.compareAndSet(false, true)) {
            run(() -> {
                waking.set(false);
                streams.forEach(WatchStream::onChange);
            });
        }
    }

    private void tick() {
        try {
            signsOfLife();
        } catch (RuntimeException e) {
            // the rules may be gone for a moment; a tick that fails must not be the last one
            LOG.warn("The watches could not be looked after this time", e);
        }
    }

    private void signsOfLife() {
        long now = access.epoch();
        boolean rulesChanged = now != epoch;
        epoch = now;
        for (WatchStream stream : streams) {
            if (rulesChanged && !may(stream)) {
                stream.end();
            }
            stream.onTick();
        }
    }

    private boolean may(WatchStream stream) {
        return credentials.valid(stream.principal())
                && access.verdict(stream.principal(), Permission.REGISTRY_READ, stream.module())
                        .allowed();
    }

    void open(Exchange exchange) throws IOException {
        Source now = source.get();
        if (now == null) {
            throw unavailable("The registry cannot be followed at this moment", "start the bundle dev.osprey.kernel");
        }
        if (!exchange.request().isAsyncSupported()) {
            throw unavailable(
                    "A filter in front of this servlet forbids asynchronous answers",
                    "register that filter with osgi.http.whiteboard.filter.asyncSupported=true, or remove it");
        }
        // before the registry is read, which costs most for those who begin anew
        checkRoom(exchange.principal());
        LookupFilter filter = Catalogue.filter(exchange);
        ChangePage first = read(now.registry(), filter, since(exchange));
        if ("HEAD".equals(exchange.request().getMethod())) {
            headers(exchange.response());
        } else {
            begin(exchange, now.registry(), filter, first);
        }
    }

    private synchronized void begin(Exchange exchange, RegistryWatch registry, LookupFilter filter, ChangePage first)
            throws IOException {
        Principal principal = exchange.principal();
        checkRoom(principal);
        headers(exchange.response());
        AsyncContext async = exchange.request().startAsync();
        async.setTimeout(0);
        WatchStream stream = new WatchStream(registry, principal, filter, first, async, this::turn);
        streams.add(stream);
        async.addListener(new Completion(() -> streams.remove(stream), stream::onError));
        // what changed since it was read, and before it was among those who are told
        stream.onChange();
        Source now = source.get();
        if (thread.isShutdown() || now == null || now.registry() != registry || !credentials.valid(principal)) {
            stream.end();
        }
        async.getResponse().getOutputStream().setWriteListener(stream);
    }

    private void checkRoom(Principal principal) {
        long own = streams.stream()
                .filter(one -> one.principal().name().equals(principal.name()))
                .count();
        if (own >= MOST_OF_ONE || streams.size() >= MOST) {
            throw new Refusal(
                    429,
                    "busy",
                    own >= MOST_OF_ONE
                            ? principal.name() + " has " + own + " watches open, and may have " + MOST_OF_ONE
                            : "There are " + streams.size() + " watches open, and may be " + MOST,
                    "close one, or follow more with one watch and wider globs",
                    Map.of("Retry-After", "5"));
        }
    }

    private static Revision since(Exchange exchange) {
        String last = exchange.request().getHeader("Last-Event-ID");
        String since = last == null || last.isEmpty() ? exchange.query(null, "since") : last;
        try {
            return since == null || since.isEmpty() ? null : Revision.parse(since);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(
                    e.getMessage(), "send the id of an event as it was received, or none to begin anew");
        }
    }

    private static ChangePage read(RegistryWatch registry, LookupFilter filter, Revision since) {
        try {
            return registry.read(filter, since, WatchStream.PAGE);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage(), "give shorter globs in module, field or value");
        }
    }

    private static void headers(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Accel-Buffering", "no");
    }

    private static Refusal unavailable(String detail, String remedy) {
        return new Refusal(503, "unavailable", detail, remedy, Map.of("Retry-After", "2"));
    }

    /** How many follow. */
    int size() {
        return streams.size();
    }

    private void turn(WatchStream stream) {
        run(() -> {
            if (!stream.turn()) {
                streams.remove(stream);
            }
        });
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // stopping, so all that is left to do is to end
            task.run();
        }
    }

    /** Ends every stream; clients come back after a second, and go on where they were. */
    @Override
    public void close() {
        revocations.close();
        Source now = source.getAndSet(null);
        leave(now);
        streams.forEach(WatchStream::end);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
