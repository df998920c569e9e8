package dev.osprey.web.events;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Credentials;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventRouter;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.sse.Sse;
import dev.osprey.web.sse.SseStream;
import dev.osprey.web.sse.SseStreams;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@code GET /api/v1/events}. Thread-safe. */
final class EventFeeds implements AutoCloseable {

    private final EventHub hub;
    private final EventRouter router;
    private final AccessControl access;
    private final SseStreams<EventFeed> streams;

    EventFeeds(EventHub hub, EventRouter router, Credentials credentials, AccessControl access, Duration keepAlive) {
        this.hub = hub;
        this.router = router;
        this.access = access;
        this.streams = new SseStreams<>(
                "event streams",
                "osprey-web-events",
                credentials,
                access,
                keepAlive,
                (principal, feed) -> feed.patterns().stream().allMatch(pattern -> may(principal, pattern)));
    }

    private boolean may(Principal principal, String pattern) {
        return access.verdict(principal, Permission.EVENT_SUBSCRIBE, pattern).allowed();
    }

    void open(Exchange exchange) throws IOException {
        Principal principal = exchange.principal();
        List<String> patterns = FeedStart.patterns(exchange);
        patterns.forEach(pattern -> access.check(principal, Permission.EVENT_SUBSCRIBE, pattern));
        FeedStart start = FeedStart.of(exchange, patterns);
        Sse.needAsync(exchange);
        streams.checkRoom(principal);
        if ("HEAD".equals(exchange.request().getMethod())) {
            Sse.head(exchange.response());
            return;
        }
        EventFeed feed = new EventFeed(hub, "sse-" + principal.name(), start, router.last());
        boolean open = false;
        try {
            feed.begin();
            SseStream<EventFeed> stream = streams.open(exchange, feed);
            open = true;
            feed.onReady(stream::wake);
            stream.wake();
        } finally {
            if (!open) {
                feed.close();
            }
        }
    }

    /** How many follow. */
    int size() {
        return streams.size();
    }

    @Override
    public void close() {
        streams.close();
    }
}
