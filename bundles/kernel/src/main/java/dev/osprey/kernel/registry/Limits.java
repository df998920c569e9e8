package dev.osprey.kernel.registry;

import java.time.Duration;

/** The configuration in the terms of the code; values below the sensible are lifted to it. */
record Limits(Duration ttl, Duration sweep, int entries, int documentBytes, int depth, int rows) {

    static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(60), Duration.ofSeconds(5), 100_000, 256 * 1024, 32, 200_000);

    static Limits of(RegistryConfiguration configuration) {
        return new Limits(
                Duration.ofSeconds(Math.max(1, configuration.ttl())),
                Duration.ofSeconds(Math.max(1, configuration.sweep())),
                Math.max(1, configuration.max_entries()),
                Math.max(1024, configuration.max_document_bytes()),
                Math.max(2, Math.min(64, configuration.max_depth())),
                Math.max(1, configuration.max_rows()));
    }
}
