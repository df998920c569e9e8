package dev.osprey.web.guard;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The credential in a request.
 *
 * @param user the name that came with it, or null for a bearer token
 * @param token the token; empty if the header cannot be read
 */
record Authorization(String user, String token) {

    private static final Authorization UNREADABLE = new Authorization(null, "");

    /** Reads the header; null if there is none. Two headers are none that can be read: two readers might choose differently. */
    static Authorization of(List<String> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        String header = headers.get(0).strip();
        int space = header.indexOf(' ');
        if (headers.size() > 1 || space < 0) {
            return UNREADABLE;
        }
        String value = header.substring(space + 1).strip();
        return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> new Authorization(null, value);
            case "basic" -> basic(value);
            default -> UNREADABLE;
        };
    }

    private static Authorization basic(String value) {
        try {
            String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? UNREADABLE : new Authorization(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return UNREADABLE;
        }
    }

    boolean byUserName() {
        return user != null;
    }

    @Override
    public String toString() {
        return "Authorization[user=" + user + "]";
    }
}
