package dev.osprey.web.rest;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Credentials;
import dev.osprey.access.Permission;
import dev.osprey.registry.ChangePage;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.sse.Sse;
import dev.osprey.web.sse.SseStream;
import dev.osprey.web.sse.SseStreams;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** {@code GET /api/v1/registry/watch}. Thread-safe. */
final class Watches implements AutoCloseable {

    private final SseStreams<WatchSource> streams;
    private final AtomicReference<Source> source = new AtomicReference<>();
    private final AtomicBoolean waking = new AtomicBoolean();

    private record Source(RegistryWatch registry, RegistryWatch.Signal signal) {}

    Watches(Credentials credentials, AccessControl access, Duration keepAlive) {
        streams = new SseStreams<>(
                "watches", "osprey-web-watch", credentials, access, keepAlive, (principal, watch) -> access.verdict(
                                principal, Permission.REGISTRY_READ, watch.module())
                        .allowed());
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
            streams.forEach(stream -> {
                if (stream.source().registry() == old.registry()) {
                    stream.end();
                }
            });
        }
    }

    /** On the changing thread: only leaves word. */
    private void changed() {
        if (waking.compareAndSet(false, true)) {
            streams.run(() -> {
                waking.set(false);
                streams.forEach(stream -> {
                    stream.source().onChange();
                    stream.wake();
                });
            });
        }
    }

    void open(Exchange exchange) throws IOException {
        Source now = source.get();
        if (now == null) {
            throw Sse.unavailable(
                    "The registry cannot be followed at this moment", "start the bundle dev.osprey.kernel");
        }
        Sse.needAsync(exchange);
        // before the registry is read, which costs most for those who begin anew
        streams.checkRoom(exchange.principal());
        LookupFilter filter = Catalogue.filter(exchange);
        ChangePage first = read(now.registry(), filter, since(exchange));
        if ("HEAD".equals(exchange.request().getMethod())) {
            Sse.head(exchange.response());
            return;
        }
        SseStream<WatchSource> stream = streams.open(exchange, new WatchSource(now.registry(), filter, first));
        Source then = source.get();
        if (then == null || then.registry() != now.registry()) {
            stream.end();
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
            return registry.read(filter, since, WatchSource.PAGE);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage(), "give shorter globs in module, field or value");
        }
    }

    /** How many follow. */
    int size() {
        return streams.size();
    }

    /** Ends every stream; clients come back after a second, and go on where they were. */
    @Override
    public void close() {
        leave(source.getAndSet(null));
        streams.close();
    }
}
