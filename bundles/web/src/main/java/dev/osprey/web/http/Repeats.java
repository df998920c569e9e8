package dev.osprey.web.http;

import dev.osprey.access.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Requests that carry an {@code Idempotency-Key}, on their way to {@link Replays}. */
final class Repeats {

    private final Replays replays;

    Repeats(Replays replays) {
        this.replays = replays;
    }

    /** Answers a request that was made before; sees to it that the answer of any other with a key is kept. */
    boolean answered(Exchange exchange, Route route) throws IOException {
        List<String> keys = Collections.list(exchange.request().getHeaders(Replays.KEY));
        if (keys.isEmpty()) {
            return false;
        }
        if (keys.size() > 1) {
            throw Refusal.badRequest("The header " + Replays.KEY + " came more than once", "send it once");
        }
        if (route.about().streams() && exchange.wantsEvents()) {
            throw Refusal.badRequest(
                    "A stream of events cannot be given again, so " + Replays.KEY + " is not for it",
                    "leave out that header, or Accept: text/event-stream");
        }
        String key = keys.get(0);
        Principal principal = exchange.principal();
        Replays.Answer before = replays.begin(principal, key, fingerprint(exchange));
        if (before != null) {
            exchange.replay(before);
            return true;
        }
        exchange.record(answer -> replays.end(principal, key, answer));
        return false;
    }

    private static String fingerprint(Exchange exchange) throws IOException {
        String address = exchange.request().getMethod() + " " + exchange.path() + "?"
                + Objects.requireNonNullElse(exchange.request().getQueryString(), "") + "\n";
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(exchange.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256, which every JDK must have", e);
        }
    }
}
