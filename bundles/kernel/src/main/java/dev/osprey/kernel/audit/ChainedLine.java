package dev.osprey.kernel.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A line {@code {"seq":N,…,"chain":"HEX"}}, read by its bytes: what is verified is what stands there, not what a parser makes of it.
 *
 * @param seq its number
 * @param bytes the whole line without its end
 * @param chain its chain value
 */
record ChainedLine(long seq, byte[] bytes, byte[] chain) {

    private static final byte[] START = ascii("{\"seq\":");
    private static final byte[] FIELD = ascii(",\"chain\":\"");
    private static final byte[] END = ascii("\"}");
    private static final int DIGITS = 2 * Chain.BYTES;
    private static final int TAIL = FIELD.length + DIGITS + END.length;
    private static final int LONGEST_NUMBER = 18;
    private static final HexFormat HEX = HexFormat.of();

    /** Appends the chain to a line that was encoded without it. @param body ends with a brace */
    static byte[] join(byte[] body, byte[] chain) {
        byte[] line = Arrays.copyOf(body, body.length - 1 + TAIL + 1);
        int at = body.length - 1;
        System.arraycopy(FIELD, 0, line, at, FIELD.length);
        at += FIELD.length;
        System.arraycopy(ascii(HEX.formatHex(chain)), 0, line, at, DIGITS);
        at += DIGITS;
        System.arraycopy(END, 0, line, at, END.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** @return null if this is no such line */
    static ChainedLine parse(byte[] line) {
        int body = line.length - TAIL;
        if (body <= START.length || !at(line, 0, START) || !at(line, body, FIELD)) {
            return null;
        }
        if (!at(line, line.length - END.length, END)) {
            return null;
        }
        long seq = number(line);
        if (seq < 1) {
            return null;
        }
        String digits = new String(line, body + FIELD.length, DIGITS, StandardCharsets.ISO_8859_1);
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            return null;
        }
        return new ChainedLine(seq, line, HEX.parseHex(digits));
    }

    private static long number(byte[] line) {
        long number = 0;
        int at = START.length;
        while (at < line.length && at - START.length < LONGEST_NUMBER && line[at] >= '0' && line[at] <= '9') {
            number = number * 10 + (line[at++] - '0');
        }
        return line[at] == ',' && line[START.length] != '0' ? number : -1;
    }

    private static boolean at(byte[] line, int from, byte[] expected) {
        return Arrays.equals(line, from, from + expected.length, expected, 0, expected.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int bodyLength() {
        return bytes.length - TAIL;
    }

    Head head() {
        return new Head(seq, chain);
    }
}
