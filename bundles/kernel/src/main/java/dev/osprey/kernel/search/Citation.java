package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The value of a field that a question named.
 *
 * @param path the field
 * @param value its text
 * @param whole whether the question had every word of the field's name, and not only the last
 */
record Citation(String path, String value, boolean whole) {

    private static final int MOST = 3;
    private static final int MAX_VALUE = 120;

    static List<Citation> of(Question question, Findable item) {
        List<Citation> found = new ArrayList<>();
        item.fields().forEach((key, value) -> {
            if (!Reading.NOT_FIELDS.contains(key)) {
                collect(question, Map.of(key, value == null ? "null" : value), found);
            }
        });
        boolean anyWhole = found.stream().anyMatch(Citation::whole);
        return found.stream()
                .filter(citation -> citation.whole == anyWhole)
                .limit(MOST)
                .toList();
    }

    private static void collect(Question question, Map<String, Object> field, List<Citation> found) {
        Leaves.anyWithPath(field, (at, leaf) -> {
            String path = at.toString();
            Named named = new Named(question, lastKey(path));
            if (named.last && !Leaves.nested(leaf) && !SecretKeys.secret(path)) {
                found.add(new Citation(path, shorten(Leaves.text(leaf), MAX_VALUE), named.whole));
            }
            return found.size() >= MOST * MOST;
        });
    }

    /** The last part that is no position in a list. */
    private static String lastKey(String path) {
        String key = path.replaceAll("(\\.[0-9]{1,9})+$", "");
        return key.substring(key.lastIndexOf('.') + 1);
    }

    String text() {
        return path + " is " + value;
    }

    /** One line, without control characters, its final stop or what is too long. */
    static String shorten(String text, int most) {
        String line = text.length() > 4 * most ? text.substring(0, 4 * most) : text;
        line = line.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.length() > most) {
            return line.substring(0, most).strip() + "...";
        }
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** Whether a question names a key: by its last word, as in {@code ws_endpoint}, or by all of them. */
    private static final class Named {

        private boolean last;
        private boolean whole = true;

        Named(Question question, String key) {
            new Tokens().read(key, (word, length) -> {
                last = question.indexOf(word, Stem.of(word, length)) >= 0;
                whole &= last;
            });
        }
    }
}
