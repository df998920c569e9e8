package dev.osprey.hub;

import dev.osprey.access.Principal;
import dev.osprey.event.EventDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who comes and goes, in order, on a thread of its own, so that no handshake waits for those who listen. This class is
 * threadsafe.
 */
final class Presence implements AutoCloseable {

    static final String CONNECTED = "osprey.client.connected";
    static final String DISCONNECTED = "osprey.client.disconnected";

    private static final Logger log = LoggerFactory.getLogger(Presence.class);

    /** More than connections may be open; what comes on top while the thread is held up is not told. */
    static final int WAITING = 1 << 16;

    private final Consumer<EventDraft> publisher;
    private final AtomicLong untold = new AtomicLong();
    private final ThreadPoolExecutor thread;

    Presence(Consumer<EventDraft> publisher) {
        this.publisher = publisher;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                work -> {
                    Thread teller = new Thread(work, "osprey-hub-presence");
                    teller.setDaemon(true);
                    return teller;
                },
                (notice, full) -> {
                    if (!full.isShutdown() && untold.getAndIncrement() == 0) {
                        log.warn("{} clients have come and gone and are not told of yet; some will not be", WAITING);
                    }
                });
    }

    /** A client has come. */
    void connected(String client, Principal principal) {
        thread.execute(() -> tell(CONNECTED, about(client, principal)));
    }

    /** A client has gone. */
    void disconnected(String client, Principal principal, Instant since, Parting how) {
        int code = how.code();
        boolean clean = how.clean();
        Instant now = Instant.now();
        thread.execute(() -> {
            Map<String, Object> data = about(client, principal);
            data.put("code", code);
            data.put("clean", clean);
            data.put("seconds", Duration.between(since, now).toMillis() / 1000.0);
            tell(DISCONNECTED, data);
        });
    }

    private static Map<String, Object> about(String client, Principal principal) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("client", client);
        data.put("principal", principal.name());
        data.put("role", principal.role().name().toLowerCase(Locale.ROOT));
        return data;
    }

    private void tell(String subject, Map<String, Object> data) {
        untold.set(0);
        try {
            publisher.accept(EventDraft.of(subject, data).from("event_hub"));
        } catch (RuntimeException e) {
            log.warn("{} of {} could not be published", subject, data.get("client"), e);
        }
    }

    /** Tells what is left, for a short while. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
