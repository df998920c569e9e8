package dev.osprey.hub;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The hub alone, for a load generator: {@code HubBench PORT [THREADS]}. The token is {@code bench:module}; every other check is on.
 */
final class HubBench {

    private HubBench() {}

    public static void main(String[] arguments) throws Exception {
        HubSettings settings = new HubSettings(
                "127.0.0.1",
                Integer.parseInt(arguments[0]),
                false,
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2,
                1 << 20,
                1_000,
                20_000,
                16 << 20,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                List.of(),
                List.of());
        try (TestHub hub = new TestHub(settings)) {
            LoggerFactory.getLogger(HubBench.class).info("port {}, {}", hub.port(), hub.server.transport());
            System.in.transferTo(OutputStream.nullOutputStream()); // runs until its input ends
        }
    }
}
