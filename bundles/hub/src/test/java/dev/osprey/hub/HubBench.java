package dev.osprey.hub;

import java.io.OutputStream;
import org.slf4j.LoggerFactory;

/**
 * The hub alone, for a load generator: {@code HubBench PORT [THREADS]}. The token is {@code bench-module}; every other check is on.
 */
final class HubBench {

    private HubBench() {}

    public static void main(String[] arguments) throws Exception {
        TestHub.Settings settings = new TestHub.Settings();
        settings.port = Integer.parseInt(arguments[0]);
        settings.threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        settings.maxConnections = 20_000;
        try (TestHub hub = new TestHub(settings.build())) {
            LoggerFactory.getLogger(HubBench.class).info("port {}, {}", hub.port(), hub.server.transport());
            System.in.transferTo(OutputStream.nullOutputStream()); // runs until its input ends
        }
    }
}
