package dev.osprey.hub;

import dev.osprey.event.EventDraft;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;

/** A hub on a free port. */
final class TestHub implements AutoCloseable {

    final PlainRouter router = new PlainRouter();
    final TestAccess access = new TestAccess();
    final Peers peers = new Peers(PooledByteBufAllocator.DEFAULT);
    final HubStats stats = new HubStats();
    final WatchDesk watching = new WatchDesk(stats);
    final Brakes brakes = new Brakes();
    final ReplayDesk replays = new ReplayDesk();
    final BlockingQueue<EventDraft> told = new LinkedBlockingQueue<>();
    final Annex annex;
    final Origins origins;
    final HubServer server;

    TestHub() throws IOException {
        this(new Settings().build());
    }

    TestHub(HubSettings settings) throws IOException {
        this(settings, System::nanoTime);
    }

    TestHub(HubSettings settings, LongSupplier clock) throws IOException {
        annex = Annex.of(settings, router, told::add, clock);
        origins = new Origins(settings.origins(), settings.hosts());
        access.onRevoked(peers::end);
        server = new HubServer(
                new Hub(
                        settings,
                        router,
                        access,
                        access,
                        access,
                        peers,
                        stats,
                        new RecentIds(),
                        new PlainDialect(),
                        brakes,
                        new Slowness(),
                        watching,
                        replays,
                        annex),
                origins);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        watching.close();
        replays.close();
        annex.close();
    }

    /** Settings to change before the start. */
    static final class Settings {
        int port = 0;
        boolean fallback = false;
        int threads = 2;
        int maxFrame = 1 << 20;
        int maxPatterns = 10;
        int maxSubscriptions = 8;
        int maxQueued = 100_000;
        int maxConnections = 1_000;
        int maxPending = 16 << 20;
        Limits limits = new Limits(16, 10_000, 16 << 20, 1_000, 5_000_000);
        Duration slow = Duration.ofSeconds(30);
        Duration idle = Duration.ofSeconds(30);
        Duration handshake = Duration.ofSeconds(10);
        boolean compression = false;

        HubSettings build() {
            return new HubSettings(
                    "127.0.0.1",
                    port,
                    fallback,
                    0,
                    false,
                    threads,
                    maxFrame,
                    maxPatterns,
                    maxSubscriptions,
                    maxConnections,
                    maxPending,
                    maxQueued,
                    slow,
                    idle,
                    handshake,
                    compression,
                    List.of("https://pages.example"),
                    List.of("hub.example"),
                    limits);
        }
    }
}
