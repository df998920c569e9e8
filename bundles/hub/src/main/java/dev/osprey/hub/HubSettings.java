package dev.osprey.hub;

import dev.osprey.system.RefusedBinding;
import java.time.Duration;
import java.util.List;

/** The configuration, checked. A host beyond loopback is not taken: see {@link #refused}. */
record HubSettings(
        String host,
        int port,
        boolean fallback,
        int tlsPort,
        boolean tlsFallback,
        int threads,
        int maxFrame,
        int maxPatterns,
        int maxSubscriptions,
        int maxConnections,
        int maxPending,
        int maxQueued,
        Duration slow,
        Duration idle,
        Duration handshake,
        boolean compression,
        List<String> origins,
        List<String> hosts,
        Limits limits) {

    static HubSettings of(HubConfiguration c) {
        return new HubSettings(
                Loopback.is(c.host()) ? c.host() : "127.0.0.1",
                within("port", c.port(), 0, 65_535),
                c.port_fallback() && c.port() == HubConfiguration.PORT,
                within("tls.port", c.tls_port(), 0, 65_535),
                c.port_fallback() && c.tls_port() == HubConfiguration.TLS_PORT,
                threads(within("threads", c.threads(), 0, 64)),
                within("frame.max", c.frame_max(), 1024, 16 << 20),
                within("patterns.max", c.patterns_max(), 1, 100_000),
                within("subscriptions.max", c.subscriptions_max(), 1, 10_000),
                within("connections.max", c.connections_max(), 1, 1_000_000),
                within("pending.max", c.pending_max(), 64 << 10, 1 << 30),
                within("queued.max", c.queued_max(), 1, 100_000_000),
                Duration.ofSeconds(within("slow.seconds", c.slow_seconds(), 1, 3600)),
                Duration.ofSeconds(within("idle.seconds", c.idle_seconds(), 1, 3600)),
                Duration.ofSeconds(within("handshake.seconds", c.handshake_seconds(), 1, 300)),
                c.compression(),
                List.of(c.origins()),
                List.of(c.hosts()),
                Limits.of(c));
    }

    /** What the configuration asked for and does not get, or null: plain WebSocket beyond loopback. */
    static RefusedBinding refused(HubConfiguration c) {
        return Loopback.is(c.host())
                ? null
                : new RefusedBinding("The event hub", c.host(), "host", HubConfiguration.PID);
    }

    private static int threads(int configured) {
        int half = Runtime.getRuntime().availableProcessors() / 2;
        return configured > 0 ? configured : Math.max(1, Math.min(4, half));
    }

    static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "dev.osprey.hub: " + name + " is " + value + ", it must be from " + least + " to " + most);
        }
        return value;
    }
}
