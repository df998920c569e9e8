package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the rank of its last hit. What comes and goes elsewhere moves nothing.
 *
 * @param search which text it belongs to, as a hash
 */
record Cursor(String search, double score, String kind, String id) {

    private static final String VERSION = "1";
    private static final int MAX_LENGTH = 16 * 1024;

    static Cursor after(Hit hit, String text) {
        return new Cursor(hash(text), hit.score(), hit.item().kind(), hit.item().id());
    }

    private static String hash(String text) {
        return Integer.toHexString(text.strip().hashCode());
    }

    String text() {
        String fields = String.join("\n", VERSION, search, Long.toHexString(Double.doubleToLongBits(score)), kind, id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fields.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if it is none, or one of another search */
    static Cursor parse(String cursor, String text) {
        Cursor read = cursor.length() > MAX_LENGTH ? null : read(cursor);
        if (read == null) {
            throw new IllegalArgumentException(
                    "The cursor is malformed; take the one that came with the page before, or leave it out to begin anew");
        }
        if (!read.search.equals(hash(text))) {
            throw new IllegalArgumentException(
                    "The cursor belongs to another search text; leave it out to begin anew, or send the text it came with");
        }
        return read;
    }

    private static Cursor read(String cursor) {
        try {
            String fields = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> parts = List.of(fields.split("\n", 5));
            if (parts.size() != 5 || !parts.get(0).equals(VERSION)) {
                return null;
            }
            double score = Double.longBitsToDouble(Long.parseUnsignedLong(parts.get(2), 16));
            return score >= 0 ? new Cursor(parts.get(1), score, parts.get(3), parts.get(4)) : null;
        } catch (IllegalArgumentException expected) {
            return null;
        }
    }

    /** Whether a hit comes after it. */
    boolean before(Findable item, double itemScore) {
        if (itemScore != score) {
            return itemScore < score;
        }
        int byKind = item.kind().compareTo(kind);
        return byKind > 0 || byKind == 0 && item.id().compareTo(id) > 0;
    }
}
