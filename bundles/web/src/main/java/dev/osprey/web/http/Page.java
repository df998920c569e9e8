package dev.osprey.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A part of a list that is ordered by a key: {@code {"items":[...],"next":CURSOR or null}}. The cursor is the last key that was handed
 * out, so what comes and goes between two pages moves no other item over the border.
 *
 * @param after the key behind which it begins; null for the beginning
 * @param limit the most items
 */
public record Page(String after, int limit) {

    static final int MOST = 1000;

    private static final int USUAL = 100;
    private static final int LONGEST_KEY = 4096;

    /** What the query asks for. */
    public static Page of(Exchange exchange) {
        return at(exchange.query(null, "cursor"), limit(exchange));
    }

    /** How many items the query asks for. */
    public static int limit(Exchange exchange) {
        return limit(exchange.query(null, "limit"));
    }

    static Page at(String cursor, int limit) {
        return new Page(cursor == null ? null : key(cursor), limit);
    }

    private static int limit(String text) {
        if (text == null) {
            return USUAL;
        }
        if (text.matches("[0-9]{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw Refusal.badRequest("The limit is " + Text.shown(text), "give a number from 1 to " + MOST);
    }

    private static String key(String cursor) {
        try {
            if (cursor.length() <= LONGEST_KEY) {
                byte[] bytes = Base64.getUrlDecoder().decode(cursor);
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw noCursor(cursor);
        }
        throw noCursor(cursor);
    }

    private static Refusal noCursor(String cursor) {
        return Refusal.badRequest(
                "The cursor " + Text.shown(cursor) + " was not given out here",
                "send next of the answer before, or no cursor to begin anew");
    }

    /** The answer. @param sorted by the natural order of the key */
    public <T> Map<String, Object> of(Iterable<T> sorted, Function<T, String> key, Function<T, ?> shape) {
        List<Object> items = new ArrayList<>();
        String last = null;
        for (T item : sorted) {
            String name = key.apply(item);
            if (after != null && name.compareTo(after) <= 0) {
                continue;
            }
            if (items.size() == limit) {
                return Json.object("items", items, "next", cursor(last));
            }
            items.add(shape.apply(item));
            last = name;
        }
        return Json.object("items", items, "next", null);
    }

    private static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
