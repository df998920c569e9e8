package dev.osprey.hub.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Checks, in one pass and without building anything, that bytes are one JSON object in valid UTF-8, and remembers where the values
 * of its top-level keys stand. Stricter than RFC 8259 where leniency would let two readers disagree: a top-level key must not occur
 * twice nor hold an escape, and a string must not hold half a surrogate pair.
 *
 * <p>Made for reuse by one thread; the spans are valid until the next {@link #scan}.
 */
public final class JsonScanner {

    /** The deepest nesting. */
    public static final int MAX_DEPTH = 64;

    /** The most top-level keys. */
    public static final int MAX_KEYS = 64;

    /** The longest number, in characters. */
    public static final int MAX_NUMBER = 100;

    private final long[] words = new long[MAX_KEYS];
    private final int[] keyFrom = new int[MAX_KEYS];
    private final int[] keyTo = new int[MAX_KEYS];
    private final int[] valueFrom = new int[MAX_KEYS];
    private final int[] valueTo = new int[MAX_KEYS];
    private final boolean[] escaped = new boolean[MAX_KEYS];
    private int keys;

    private byte[] in;
    private int objectEnd;
    private boolean sawEscape;

    /**
     * Scans {@code bytes[from, to)}.
     *
     * @throws JsonRefusedException saying what is wrong and where
     */
    public void scan(byte[] bytes, int from, int to) {
        in = bytes;
        keys = 0;
        int at = blanks(bytes, from, to);
        if (at >= to || bytes[at] != '{') {
            throw refuse("a JSON object must start here", at);
        }
        objectEnd = members(bytes, at + 1, to);
        at = blanks(bytes, objectEnd, to);
        if (at < to) {
            throw refuse("nothing may follow the object", at);
        }
    }

    /** How many top-level keys there are. */
    public int size() {
        return keys;
    }

    /** The index of a key, given as ASCII bytes; -1 if it is not there. */
    public int find(byte[] key) {
        for (int i = 0; i < keys; i++) {
            if (equal(i, key)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the key at an index is this one. */
    public boolean equal(int index, byte[] key) {
        return Arrays.equals(in, keyFrom[index], keyTo[index], key, 0, key.length);
    }

    /** The first eight bytes of a key, the first one lowest, zeros behind a shorter one; see {@link #word(String)}. */
    public long word(int index) {
        return words[index];
    }

    /** What {@link #word(int)} says of this key. */
    public static long word(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        return word(bytes, 0, bytes.length);
    }

    /** Where a key starts, behind its quote. */
    public int keyFrom(int index) {
        return keyFrom[index];
    }

    /** Where a key ends, before its quote. */
    public int keyTo(int index) {
        return keyTo[index];
    }

    /** Where a value starts, with its quote if it is a string. */
    public int from(int index) {
        return valueFrom[index];
    }

    /** Where a value ends. */
    public int to(int index) {
        return valueTo[index];
    }

    /** Whether a string value holds an escape; not meant for other values. */
    public boolean escaped(int index) {
        return escaped[index];
    }

    /** The first byte of a value: {@code " { [ t f n -} or a digit. */
    public byte kind(int index) {
        return in[valueFrom[index]];
    }

    /** Behind the closing brace. */
    public int objectEnd() {
        return objectEnd;
    }

    // What follows takes where something starts and returns where it ends.

    private int members(byte[] b, int start, int end) {
        int at = blanks(b, start, end);
        if (at < end && b[at] == '}') {
            return at + 1;
        }
        while (true) {
            at = key(b, at, end);
            valueFrom[keys] = at;
            sawEscape = false;
            at = value(b, at, end);
            valueTo[keys] = at;
            escaped[keys++] = sawEscape;
            at = blanks(b, at, end);
            if (at < end && b[at] == '}') {
                return at + 1;
            }
            at = expect(',', b, at, end, "a comma or the object's end is missing");
        }
    }

    /** A key with its colon. */
    private int key(byte[] b, int start, int end) {
        if (keys == MAX_KEYS) {
            throw refuse("more than " + MAX_KEYS + " top-level keys", start);
        }
        sawEscape = false;
        int behind = string(b, start, end);
        if (sawEscape) {
            throw refuse("a top-level key must not hold an escape", behind);
        }
        int from = start + 1;
        int to = behind - 1;
        long word = word(b, from, to);
        for (int i = 0; i < keys; i++) {
            if (words[i] == word && Arrays.equals(b, keyFrom[i], keyTo[i], b, from, to)) {
                throw refuse("a top-level key occurs twice", behind);
            }
        }
        words[keys] = word;
        keyFrom[keys] = from;
        keyTo[keys] = to;
        return colon(b, behind, end);
    }

    private static long word(byte[] b, int from, int to) {
        int length = to - from;
        if (length >= 8) {
            return PlainText.word(b, from);
        }
        if (length > 0 && from + 8 <= b.length) {
            return PlainText.word(b, from) & -1L >>> 64 - 8 * length;
        }
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = word << 8 | b[i] & 0xff;
        }
        return word;
    }

    private int colon(byte[] b, int start, int end) {
        return expect(':', b, blanks(b, start, end), end, "a colon is missing");
    }

    /** One character and the blanks behind it. */
    private static int expect(char wanted, byte[] b, int at, int end, String otherwise) {
        if (at >= end || b[at] != wanted) {
            throw refuse(otherwise, at);
        }
        return blanks(b, at + 1, end);
    }

    private int value(byte[] b, int at, int end) {
        byte c = at < end ? b[at] : 0;
        if (c == '"') {
            return string(b, at, end);
        }
        return c == '{' || c == '[' ? nested(b, at, end) : JsonScalar.end(b, at, end);
    }

    /** An object or array, without recursion: bit n of {@code objects} says whether level n is an object. */
    private int nested(byte[] b, int start, int end) {
        int at = start;
        long objects = 0;
        int depth = 1; // the top-level object
        while (true) {
            byte c = at < end ? b[at] : 0;
            boolean opened = c == '{' || c == '[';
            if (opened) {
                if (++depth > MAX_DEPTH) {
                    throw refuse("nested deeper than " + MAX_DEPTH + " levels", at);
                }
                at++;
                long bit = 1L << depth - 1;
                objects = c == '{' ? objects | bit : objects & ~bit;
            } else if (c == '"') {
                at = string(b, at, end);
            } else {
                at = JsonScalar.end(b, at, end);
            }
            at = blanks(b, at, end);
            boolean inObject = (objects & 1L << depth - 1) != 0;
            while (at < end && b[at] == (inObject ? '}' : ']')) {
                at++;
                opened = false;
                if (--depth == 1) {
                    return at;
                }
                inObject = (objects & 1L << depth - 1) != 0;
                at = blanks(b, at, end);
            }
            if (!opened) {
                at = expect(',', b, at, end, "a comma or an end is missing");
            }
            if (inObject) {
                at = colon(b, string(b, at, end), end);
            }
        }
    }

    private int string(byte[] b, int start, int end) {
        if (start >= end || b[start] != '"') {
            throw refuse("a string must start here", start);
        }
        int at = start + 1;
        while (true) {
            at = PlainText.end(b, at, end);
            if (at >= end) {
                throw refuse("the string does not end", end);
            }
            byte c = b[at];
            if (c == '"') {
                return at + 1;
            } else if (c == '\\') {
                sawEscape = true;
                at = JsonEscape.end(b, at, end);
            } else if (c < 0) {
                at = Utf8.end(b, at, end);
                if (at < 0) {
                    throw refuse("not valid UTF-8", ~at);
                }
            } else {
                throw refuse("a control character must be escaped", at);
            }
        }
    }

    private static int blanks(byte[] b, int start, int end) {
        int at = start;
        while (at < end && b[at] <= ' ' && (b[at] == ' ' || b[at] == '\n' || b[at] == '\r' || b[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static JsonRefusedException refuse(String why, int at) {
        return new JsonRefusedException(why, at);
    }
}
