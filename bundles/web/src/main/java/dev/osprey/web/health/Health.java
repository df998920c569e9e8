package dev.osprey.web.health;

import dev.osprey.registry.Registry;
import dev.osprey.system.Readiness;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What is known of the system's health, also while the kernel is away. */
final class Health {

    /** Null while the kernel is away. */
    final AtomicReference<Readiness> readiness = new AtomicReference<>();
    /** Null while the kernel is away. */
    final AtomicReference<Registry> registry = new AtomicReference<>();

    void ready(Exchange exchange) throws IOException {
        Readiness now = readiness.get();
        List<String> missing = now == null ? List.of("kernel") : now.missing();
        if (missing.isEmpty()) {
            exchange.reply(200, Json.object("status", "ready"));
        } else {
            exchange.response().setHeader("Retry-After", "1");
            exchange.reply(503, Json.object("status", "starting", "missing", missing));
        }
    }

    /** The union of what the joined systems answer here. */
    void summary(Exchange exchange) throws IOException {
        Readiness state = readiness.get();
        Registry entries = registry.get();
        exchange.reply(
                200,
                Json.object(
                        "ok",
                        true,
                        "status",
                        "ok",
                        "modules",
                        entries == null ? 0 : entries.size(),
                        "uptime",
                        state == null ? 0 : state.uptimeMillis() / 1000,
                        "packs",
                        List.of(),
                        "model",
                        "none",
                        "tasks",
                        Json.object("active", 0, "queued", 0, "total", 0)));
    }
}
