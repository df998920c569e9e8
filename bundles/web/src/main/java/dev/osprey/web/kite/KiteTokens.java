package dev.osprey.web.kite;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Kite's token paths as translations to {@link Credentials}. */
final class KiteTokens {

    private static final String LAUNCHER = "launcher";
    private static final String DOOR = "rest";
    private static final String ACTION = "token.accept";

    private final Credentials credentials;
    private final AuditLog audit;

    KiteTokens(Credentials credentials, AuditLog audit) {
        this.credentials = credentials;
        this.audit = audit;
    }

    /** {@code POST /tokens}: a flat object of name and token. */
    void accept(Exchange exchange) throws IOException {
        Principal principal = exchange.principal();
        if (!mayAccept(principal)) {
            audit.record(principal, DOOR, ACTION, "*", "denied");
            throw Refusal.denied(
                    Text.shown(principal.name()) + " may not hand in tokens", "only the launcher and admins may");
        }
        Map<String, String> tokens = flat(exchange.body());
        try {
            credentials.accept(tokens);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage(), null);
        }
        tokens.keySet().forEach(name -> audit.record(principal, DOOR, ACTION, name, "ok"));
        exchange.reply(200, Json.object("ok", true, "count", tokens.size()));
    }

    private static boolean mayAccept(Principal principal) {
        return principal.role() == Role.ADMIN
                || principal.role() == Role.MODULE && principal.name().equals(LAUNCHER);
    }

    private static Map<String, String> flat(Map<String, Object> body) {
        Map<String, String> tokens = new LinkedHashMap<>();
        body.forEach((name, token) -> {
            if (!(token instanceof String)) {
                throw Refusal.badRequest(
                        "The token of " + Text.shown(name) + " is no text", "send {\"NAME\": \"TOKEN\"}");
            }
            tokens.put(name, (String) token);
        });
        return tokens;
    }

    /** {@code POST /verify}. */
    void verify(Exchange exchange) throws IOException {
        Object token = exchange.body().get("token");
        if (!(token instanceof String)) {
            throw Refusal.badRequest("The field token is missing or no text", "send {\"token\": \"...\"}");
        }
        Optional<Principal> owner = credentials.authenticate((String) token);
        if (owner.isPresent()) {
            exchange.reply(200, Json.object("ok", true, "module_id", owner.get().name()));
        } else {
            exchange.reply(401, Map.of("ok", false));
        }
    }
}
