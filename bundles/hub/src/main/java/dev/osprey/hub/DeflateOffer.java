package dev.osprey.hub;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a client offers of {@code permessage-deflate}, RFC 7692 section 7. Agreed is compression without context from one message to
 * the next, both ways: what is compressed once is good for every client.
 */
final class DeflateOffer {

    private static final String NAME = "permessage-deflate";
    private static final String ANSWER = NAME + "; server_no_context_takeover; client_no_context_takeover";
    private static final String SERVER_WINDOW = "server_max_window_bits";

    /** The only window that the Java platform compresses with. */
    private static final String WINDOW = "15";

    private static final Pattern BITS = Pattern.compile("[89]|1[0-5]");

    private DeflateOffer() {}

    /**
     * The header to answer with: it accepts the first offer that the hub can keep to; null if there is none.
     *
     * @param offers the values of {@code Sec-WebSocket-Extensions}
     */
    static String answer(List<String> offers) {
        for (String line : offers) {
            for (String offer : split(line, ',')) {
                String answer = accept(split(offer, ';'));
                if (answer != null) {
                    return answer;
                }
            }
        }
        return null;
    }

    private static String accept(List<String> parts) {
        if (!parts.get(0).equals(NAME)) {
            return null;
        }
        Set<String> seen = new HashSet<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? null : unquoted(part.substring(equals + 1));
            if (!seen.add(name) || !isKept(name, value)) {
                return null;
            }
        }
        return seen.contains(SERVER_WINDOW) ? ANSWER + "; " + SERVER_WINDOW + "=" + WINDOW : ANSWER;
    }

    /** Whether it is a parameter with a value that may be, and the hub keeps to it. */
    private static boolean isKept(String name, String value) {
        return switch (name) {
            case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
            case SERVER_WINDOW -> WINDOW.equals(value);
            case "client_max_window_bits" ->
                value == null || BITS.matcher(value).matches();
            default -> false;
        };
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    /** The parts between separators that are not in quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }
}
