package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one item says about the words of a question. Reused from item to item; confined to one thread. */
final class Reading {

    private static final double NAME = 3;
    private static final double ID = 2;
    private static final double TAG = 1.5;
    private static final double DESCRIPTION = 1;
    private static final double FIELD = 0.5;
    private static final int MAX_VALUE = 64;
    private static final int MAX_NAMES = 4096;

    /** Parts of a document that are read as name, tags or description, or that only describe how to call something. */
    static final Set<String> NOT_FIELDS = Set.of("module_id", "name", "description", "tags", "tools", "hooks");

    private final Question question;
    private final Tokens tokens = new Tokens();
    private final Tokens.Sink sink = this::word;
    private final double[] weights;
    private final Map<String, Integer> names = new HashMap<>();
    private double weight;
    private boolean counted;
    private int seen;
    private int length;
    private int called;
    private int said;
    private int fields;

    Reading(Question question) {
        this.question = question;
        weights = new double[question.size()];
    }

    void read(Findable item) {
        Arrays.fill(weights, 0);
        length = 0;
        counted = true;
        called = read(item.name(), NAME) | read(item.id(), ID);
        said = called | read(item.description(), DESCRIPTION);
        for (String tag : item.tags()) {
            said |= read(tag, TAG);
        }
        counted = false;
        fields = 0;
        item.fields().forEach((key, value) -> {
            if (!NOT_FIELDS.contains(key)) {
                field(key, value, Leaves.DEPTH);
            }
        });
    }

    private void field(String key, Object value, int depth) {
        int words = key == null ? 0 : name(key);
        fields |= words;
        // "camera": true says that there is one
        said |= Boolean.TRUE.equals(value) ? words : 0;
        if (value instanceof Map<?, ?> map) {
            if (depth > 0) {
                map.forEach((name, child) -> field(String.valueOf(name), child, depth - 1));
            }
        } else if (value instanceof List<?> list) {
            if (depth > 0) {
                list.forEach(child -> field(null, child, depth - 1));
            }
        } else if (value != null && !(value instanceof Boolean)) {
            String text = value.toString();
            said |= text.length() <= MAX_VALUE ? read(text, FIELD) : 0;
        }
    }

    /** Names of fields come again in every item, so each is read once. */
    private int name(String key) {
        Integer known = names.get(key);
        if (known == null) {
            known = read(key, 0);
            if (names.size() < MAX_NAMES) {
                names.put(key, known);
            }
        }
        for (int rest = known; rest != 0; rest &= rest - 1) {
            weights[Integer.numberOfTrailingZeros(rest)] += FIELD;
        }
        return known;
    }

    private int read(String text, double perWord) {
        weight = perWord;
        seen = 0;
        tokens.read(text, sink);
        return seen;
    }

    private void word(char[] word, int size) {
        length += counted ? 1 : 0;
        if (!question.mayBegin(word[0])) {
            return;
        }
        int index = question.indexOf(word, Stem.of(word, size));
        if (index >= 0) {
            weights[index] += weight;
            seen |= 1 << index;
        }
    }

    /** How many words its name, id, tags and description have. */
    int length() {
        return length;
    }

    /** How much it speaks of a word of the question. */
    double weight(int word) {
        return weights[word];
    }

    /** Bits of the words in its name or id. */
    int called() {
        return called;
    }

    /** Bits of the words in its name, id, tags, description or values. */
    int said() {
        return said;
    }

    /** Bits of all words that it has something to do with. */
    int touched() {
        return said | fields;
    }
}
