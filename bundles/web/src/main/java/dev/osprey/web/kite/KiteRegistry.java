package dev.osprey.web.kite;

import dev.osprey.registry.Entry;
import dev.osprey.registry.Match;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Kite's registry paths as translations to {@link Registry}. */
final class KiteRegistry {

    private final Registry registry;

    KiteRegistry(Registry registry) {
        this.registry = registry;
    }

    /** {@code POST /modules}. */
    void modules(Exchange exchange) throws IOException {
        Map<String, Object> body = exchange.body();
        String id = string(body, "module_id");
        String action = string(body, "action");
        switch (action) {
            case "register":
                exchange.reply(200, leased(register(exchange, id, body)));
                break;
            case "heartbeat":
                exchange.reply(200, leased(asked(() -> registry.heartbeat(exchange.principal(), id))));
                break;
            case "deregister":
                asked(() -> registry.deregister(exchange.principal(), id));
                exchange.reply(200, Map.of("ok", true));
                break;
            default:
                throw Refusal.badRequest(
                        "The action is " + Text.shown(action), "use register, deregister or heartbeat");
        }
    }

    private Entry register(Exchange exchange, String id, Map<String, Object> body) {
        Map<String, Object> document = new LinkedHashMap<>(body);
        document.remove("action");
        return asked(() -> registry.register(exchange.principal(), new Registration(id, document)));
    }

    /** What the registry finds wrong with a request is the caller's to mend. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage(), null);
        }
    }

    private Map<String, Object> leased(Entry entry) {
        Duration ttl = entry.ttl() == null ? registry.ttl() : entry.ttl();
        return Json.object("ok", true, "ttl", ttl.toSeconds(), "heartbeat_interval", Math.max(1, ttl.toSeconds() / 2));
    }

    private static String string(Map<String, Object> body, String key) {
        Object value = body.get(key);
        if (value instanceof String && !((String) value).isEmpty()) {
            return (String) value;
        }
        throw Refusal.badRequest("The field " + key + " is missing or no text", "send it as a string");
    }

    /** {@code GET /modules}. */
    void list(Exchange exchange) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Entry entry : registry.entries()) {
            Map<String, Object> row = new LinkedHashMap<>(entry.document());
            row.put("module_id", entry.moduleId());
            row.put("status", "online");
            row.put("registered_at", seconds(entry.registeredAt()));
            row.put("last_heartbeat", seconds(entry.lastHeartbeat()));
            row.put("ttl", entry.ttl() == null ? null : entry.ttl().toSeconds());
            rows.add(row);
        }
        exchange.reply(200, rows);
    }

    private static Double seconds(Instant time) {
        return time == null ? null : time.toEpochMilli() / 1000.0;
    }

    /** {@code GET /lookup}. */
    void lookup(Exchange exchange) throws IOException {
        String module = module(exchange);
        String field = exchange.query("*", "field", "path");
        String value = exchange.query("*", "value", "q");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Match match : asked(() -> registry.lookup(module, field, value))) {
            rows.add(Json.object("module_id", match.moduleId(), "field", match.field(), "value", match.value()));
        }
        exchange.reply(200, rows);
    }

    /** Which modules a look-up is about. */
    static String module(Exchange exchange) {
        return exchange.query("*", "module", "module_id");
    }

    /** {@code GET /get/PATH}. */
    void get(Exchange exchange) throws IOException {
        String path = exchange.param("path");
        exchange.reply(200, asked(() -> registry.get(path)));
    }
}
