package dev.osprey.hub;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A hub on a free port. */
final class TestHub implements AutoCloseable {

    static final HubSettings SETTINGS = new HubSettings(
            "127.0.0.1",
            0,
            false,
            2,
            1 << 20,
            10,
            20_000,
            16 << 20,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            List.of("https://pages.example"),
            List.of("hub.example"));

    final PlainRouter router = new PlainRouter();
    final TestAccess access = new TestAccess();
    final Peers peers = new Peers(PooledByteBufAllocator.DEFAULT);
    final HubStats stats = new HubStats();
    final Origins origins;
    final HubServer server;

    TestHub() throws IOException {
        this(SETTINGS);
    }

    TestHub(HubSettings settings) throws IOException {
        origins = new Origins(settings.origins(), settings.hosts());
        access.onRevoked(peers::end);
        server = new HubServer(
                new Hub(settings, router, access, access, access, peers, stats, new RecentIds(), new ForeignFrames()),
                origins);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
