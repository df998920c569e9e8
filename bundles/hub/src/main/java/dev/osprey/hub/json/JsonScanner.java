package dev.osprey.hub.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    private static final VarHandle LE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private final long[] hashes = new long[MAX_KEYS];
    private final int[] keyFrom = new int[MAX_KEYS];
    private final int[] keyTo = new int[MAX_KEYS];
    private final int[] valueFrom = new int[MAX_KEYS];
    private final int[] valueTo = new int[MAX_KEYS];
    private final boolean[] escaped = new boolean[MAX_KEYS];
    private int keys;

    private byte[] in;
    private int at;
    private int end;
    private int objectEnd;
    private boolean sawEscape;

    /**
     * Scans {@code bytes[from, to)}.
     *
     * @throws JsonRefusedException saying what is wrong and where
     */
    public void scan(byte[] bytes, int from, int to) {
        in = bytes;
        at = from;
        end = to;
        keys = 0;
        blanks();
        if (at >= end || in[at] != '{') {
            throw refuse("a JSON object must start here");
        }
        at++;
        members();
        objectEnd = at;
        blanks();
        if (at < end) {
            throw refuse("nothing may follow the object");
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
        int from = keyFrom[index];
        if (keyTo[index] - from != key.length) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (in[from + i] != key[i]) {
                return false;
            }
        }
        return true;
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

    private void members() {
        blanks();
        if (at < end && in[at] == '}') {
            at++;
            return;
        }
        while (true) {
            key();
            valueFrom[keys] = at;
            sawEscape = false;
            value();
            valueTo[keys] = at;
            escaped[keys++] = sawEscape;
            blanks();
            if (at < end && in[at] == '}') {
                at++;
                return;
            }
            expect(',', "a comma or the object's end is missing");
        }
    }

    private void key() {
        if (keys == MAX_KEYS) {
            throw refuse("more than " + MAX_KEYS + " top-level keys");
        }
        int from = at + 1;
        sawEscape = false;
        string();
        if (sawEscape) {
            throw refuse("a top-level key must not hold an escape");
        }
        int to = at - 1;
        long hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + in[i];
        }
        for (int i = 0; i < keys; i++) {
            if (hashes[i] == hash && same(i, from, to)) {
                throw refuse("a top-level key occurs twice");
            }
        }
        hashes[keys] = hash;
        keyFrom[keys] = from;
        keyTo[keys] = to;
        colon();
    }

    private boolean same(int index, int from, int to) {
        return Arrays.equals(in, keyFrom[index], keyTo[index], in, from, to);
    }

    private void colon() {
        blanks();
        expect(':', "a colon is missing");
    }

    private void value() {
        byte c = at < end ? in[at] : 0;
        if (c == '"') {
            string();
        } else if (c == '{' || c == '[') {
            nested();
        } else {
            scalar(c);
        }
    }

    /** An object or array, without recursion: bit n of {@code objects} says whether level n is an object. */
    private void nested() {
        long objects = 0;
        int depth = 1; // the top-level object
        while (true) {
            byte c = at < end ? in[at] : 0;
            boolean opened = c == '{' || c == '[';
            if (opened) {
                if (++depth > MAX_DEPTH) {
                    throw refuse("nested deeper than " + MAX_DEPTH + " levels");
                }
                at++;
                long bit = 1L << depth - 1;
                objects = c == '{' ? objects | bit : objects & ~bit;
            } else if (c == '"') {
                string();
            } else {
                scalar(c);
            }
            blanks();
            boolean inObject = (objects & 1L << depth - 1) != 0;
            while (at < end && in[at] == (inObject ? '}' : ']')) {
                at++;
                opened = false;
                if (--depth == 1) {
                    return;
                }
                inObject = (objects & 1L << depth - 1) != 0;
                blanks();
            }
            if (!opened) {
                expect(',', "a comma or an end is missing");
            }
            if (inObject) {
                string();
                colon();
            }
        }
    }

    private void expect(char wanted, String otherwise) {
        if (at >= end || in[at] != wanted) {
            throw refuse(otherwise);
        }
        at++;
        blanks();
    }

    private void scalar(byte c) {
        switch (c) {
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at >= end || in[at] != word.charAt(i)) {
                throw refuse("no JSON value starts like this");
            }
        }
    }

    private void number() {
        int from = at;
        if (at < end && in[at] == '-') {
            at++;
        }
        if (at < end && in[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < end && in[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (in[at] == 'e' || in[at] == 'E')) {
            at++;
            if (at < end && (in[at] == '+' || in[at] == '-')) {
                at++;
            }
            digits();
        }
        if (at - from > MAX_NUMBER) {
            throw refuse("a number has more than " + MAX_NUMBER + " characters");
        }
    }

    private void digits() {
        int from = at;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw refuse("no JSON value starts like this");
        }
    }

    private void string() {
        if (at >= end || in[at] != '"') {
            throw refuse("a string must start here");
        }
        byte[] b = in;
        int i = at + 1;
        while (true) {
            for (; i + 8 <= end; i += 8) {
                long eight = (long) LE64.get(b, i);
                long quote = eight ^ 0x2222222222222222L;
                long slash = eight ^ 0x5c5c5c5c5c5c5c5cL;
                long special =
                        (quote - ONES & ~quote | slash - ONES & ~slash | eight - 0x2020202020202020L | eight) & HIGHS;
                if (special != 0) {
                    i += Long.numberOfTrailingZeros(special) >> 3;
                    break;
                }
            }
            if (i >= end) {
                at = end;
                throw refuse("the string does not end");
            }
            byte c = b[i];
            if (c == '"') {
                at = i + 1;
                return;
            }
            at = i;
            if (c == '\\') {
                sawEscape = true;
                i = escape();
            } else if (c < 0) {
                i = Utf8.next(b, i, end);
                if (i < 0) {
                    throw refuse("not valid UTF-8");
                }
            } else if (c < ' ') {
                throw refuse("a control character must be escaped");
            } else {
                i++;
            }
        }
    }

    /** @return behind the escape at {@link #at} */
    private int escape() {
        byte c = at + 1 < end ? in[at + 1] : 0;
        if (c != 'u') {
            if ("\"\\/bfnrt".indexOf(c) < 0 || c == 0) {
                throw refuse("there is no such escape");
            }
            return at + 2;
        }
        int unit = hex(at + 2);
        if (unit < 0xd800 || unit > 0xdfff) {
            return at + 6;
        }
        boolean pair = unit < 0xdc00 && at + 7 < end && in[at + 6] == '\\' && in[at + 7] == 'u';
        int low = pair ? hex(at + 8) : 0;
        if (low < 0xdc00 || low > 0xdfff) {
            throw refuse("half a surrogate pair");
        }
        return at + 12;
    }

    private int hex(int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < end && in[i] >= 0 ? Character.digit(in[i], 16) : -1;
            if (digit < 0) {
                throw refuse("\\u needs four hex digits");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private void blanks() {
        while (at < end && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }

    private JsonRefusedException refuse(String why) {
        return new JsonRefusedException(why, at);
    }
}
