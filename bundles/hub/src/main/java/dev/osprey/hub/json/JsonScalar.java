package dev.osprey.hub.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A number, {@code true}, {@code false} or {@code null}. */
final class JsonScalar {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private JsonScalar() {}

    /** Behind the value that starts at {@code at}. */
    static int end(byte[] b, int at, int end) {
        return switch (at < end ? b[at] : 0) {
            case 't' -> word(TRUE, b, at, end);
            case 'f' -> word(FALSE, b, at, end);
            case 'n' -> word(NULL, b, at, end);
            default -> number(b, at, end);
        };
    }

    private static int word(byte[] word, byte[] b, int at, int end) {
        int behind = at + word.length;
        if (behind > end || !Arrays.equals(b, at, behind, word, 0, word.length)) {
            throw new JsonRefusedException("no JSON value starts like this", at);
        }
        return behind;
    }

    private static int number(byte[] b, int start, int end) {
        int at = start;
        if (at < end && b[at] == '-') {
            at++;
        }
        if (at < end && b[at] == '0') {
            at++;
        } else {
            at = digits(b, at, end);
        }
        if (at < end && b[at] == '.') {
            at = digits(b, at + 1, end);
        }
        if (at < end && (b[at] | 0x20) == 'e') {
            at++;
            boolean signed = at < end && (b[at] == '+' || b[at] == '-');
            at = digits(b, signed ? at + 1 : at, end);
        }
        if (at - start > JsonScanner.MAX_NUMBER) {
            throw new JsonRefusedException("a number has more than " + JsonScanner.MAX_NUMBER + " characters", start);
        }
        return at;
    }

    private static int digits(byte[] b, int start, int end) {
        int at = start;
        while (at < end && b[at] >= '0' && b[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw new JsonRefusedException("no JSON value starts like this", at);
        }
        return at;
    }
}
