package dev.osprey.web.sse;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Credentials;
import dev.osprey.access.Principal;
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
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import javax.servlet.AsyncContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients of one kind of server-sent events: up to {@value #MOST}, {@value #MOST_OF_ONE} of one principal, served by one thread that
 * waits for none of them. A stream ends with its credential and with its permission. Thread-safe.
 *
 * @param <S> what they are sent
 */
public final class SseStreams<S extends SseSource> implements AutoCloseable {

    public static final int MOST = 256;
    public static final int MOST_OF_ONE = 32;

    private static final Logger LOG = LoggerFactory.getLogger(SseStreams.class);

    private final String what;
    private final Credentials credentials;
    private final AccessControl access;
    private final BiPredicate<Principal, S> may;
    private final Set<SseStream<S>> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor thread;
    private final Credentials.Handle revocations;
    /** Of the access rules, when the streams were last held against them. Only the one thread touches it. */
    private long epoch;

    /**
     * @param what they are called in messages, in the plural
     * @param name of the thread
     * @param may whether a principal may still have this; asked again when the access rules change
     */
    public SseStreams(
            String what,
            String name,
            Credentials credentials,
            AccessControl access,
            Duration keepAlive,
            BiPredicate<Principal, S> may) {
        this.what = what;
        this.credentials = credentials;
        this.access = access;
        this.may = may;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread named = new Thread(task, name);
            named.setDaemon(true);
            return named;
        });
        epoch = access.epoch();
        revocations = credentials.onRevoked(principal -> streams.stream()
                .filter(one -> one.principal().equals(principal))
                .forEach(SseStream::end));
        thread.scheduleWithFixedDelay(this::tick, keepAlive.toMillis(), keepAlive.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            signsOfLife();
        } catch (RuntimeException e) {
            // the rules may be gone for a moment; a tick that fails must not be the last one
            LOG.warn("The {} could not be looked after this time", what, e);
        }
    }

    private void signsOfLife() {
        long now = access.epoch();
        boolean rulesChanged = now != epoch;
        epoch = now;
        for (SseStream<S> stream : streams) {
            if (rulesChanged
                    && !(credentials.valid(stream.principal()) && may.test(stream.principal(), stream.source()))) {
                stream.end();
            }
            stream.onTick();
        }
    }

    /** @throws Refusal if there are too many already */
    public void checkRoom(Principal principal) {
        long own = streams.stream()
                .filter(one -> one.principal().name().equals(principal.name()))
                .count();
        if (own >= MOST_OF_ONE || streams.size() >= MOST) {
            throw new Refusal(
                    429,
                    "busy",
                    own >= MOST_OF_ONE
                            ? principal.name() + " has " + own + " " + what + " open, and may have " + MOST_OF_ONE
                            : "There are " + streams.size() + " " + what + " open, and may be " + MOST,
                    "close one, or follow more with one of them and a wider pattern",
                    Map.of("Retry-After", "5"));
        }
    }

    /**
     * Answers a request with what a source has, until one of the two ends.
     *
     * @return the stream; the source may wake it from now on, and is closed with it
     * @throws Refusal if there are too many; then the source is not touched
     */
    public synchronized SseStream<S> open(Exchange exchange, S source) throws IOException {
        Principal principal = exchange.principal();
        checkRoom(principal);
        Sse.head(exchange.response());
        AsyncContext async = exchange.request().startAsync();
        async.setTimeout(0);
        SseStream<S> stream = new SseStream<>(principal, source, async, this::turn);
        streams.add(stream);
        async.addListener(new Completion(() -> streams.remove(stream), stream::onError));
        if (thread.isShutdown() || !credentials.valid(principal)) {
            stream.end();
        }
        async.getResponse().getOutputStream().setWriteListener(stream);
        return stream;
    }

    public void forEach(Consumer<SseStream<S>> action) {
        streams.forEach(action);
    }

    /** How many there are. */
    public int size() {
        return streams.size();
    }

    private void turn(SseStream<S> stream) {
        run(() -> {
            if (!stream.turn()) {
                streams.remove(stream);
            }
        });
    }

    /** Does something on the one thread; at the end on the caller's. */
    public void run(Runnable task) {
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
        streams.forEach(SseStream::end);
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
