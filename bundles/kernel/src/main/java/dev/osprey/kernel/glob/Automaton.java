package dev.osprey.kernel.glob;

import java.util.HashMap;
import java.util.Map;

/**
 * Matches a glob in one pass over the text, all ways to match at the same time as bits: a long text costs its length and not the
 * product of both lengths, whatever the glob. Confined to one thread.
 */
final class Automaton {

    private final int words;
    private final int end;
    /** Bit i: a star stands behind the first i symbols. */
    private final long[] loops;
    /** Bit i: symbol i fits any character. */
    private final long[] any;
    /** Bit i: symbol i fits this character. */
    private final Map<Integer, long[]> fits = new HashMap<>();

    private final long[][] ascii = new long[128][];

    Automaton(int[] pattern) {
        words = (pattern.length >> 6) + 1;
        loops = new long[words];
        any = new long[words];
        int symbols = 0;
        for (int c : pattern) {
            if (c == '*') {
                set(loops, symbols);
            } else {
                set(c == '?' ? any : fits.computeIfAbsent(c, one -> new long[words]), symbols++);
            }
        }
        end = symbols;
        fits.forEach((c, bits) -> {
            for (int word = 0; word < words; word++) {
                bits[word] |= any[word];
            }
            if (c < ascii.length) {
                ascii[c] = bits;
            }
        });
    }

    private static void set(long[] bits, int bit) {
        bits[bit >> 6] |= 1L << bit;
    }

    boolean matches(String text) {
        long[] states = new long[words];
        states[0] = 1;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            long[] step = c < ascii.length ? ascii[c] : fits.get(c);
            if (!advance(states, step == null ? any : step)) {
                return false;
            }
        }
        return (states[end >> 6] & 1L << end) != 0;
    }

    /** @return whether a match is still possible */
    private boolean advance(long[] states, long[] step) {
        long alive = 0;
        long carry = 0;
        for (int word = 0; word < words; word++) {
            long moved = states[word] & step[word];
            states[word] = moved << 1 | carry | states[word] & loops[word];
            carry = moved >>> 63;
            alive |= states[word];
        }
        return alive != 0;
    }
}
