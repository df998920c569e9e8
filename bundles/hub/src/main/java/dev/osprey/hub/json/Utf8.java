package dev.osprey.hub.json;

/** UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing above U+10FFFF. */
final class Utf8 {

    /** So many ASCII bytes in a row, and the text is not worth going through byte by byte any more. */
    private static final int ASCII = 8;

    private Utf8() {}

    /**
     * Goes through text from a byte beyond ASCII on.
     *
     * @return where plain ASCII has come back, or what is not plain stands; the complement of where the text is not valid
     */
    static int end(byte[] b, int start, int end) {
        int i = start;
        for (int ascii = 0; i < end && ascii < ASCII; ) {
            byte c = b[i];
            if (c < 0) {
                int next = next(b, i, end);
                if (next < 0) {
                    return ~i;
                }
                i = next;
                ascii = 0;
            } else if (PlainText.plain(c)) {
                i++;
                ascii++;
            } else {
                return i;
            }
        }
        return i;
    }

    /** Behind the character of two to four bytes that starts at {@code i}, or -1 if it is not valid. */
    private static int next(byte[] b, int i, int end) {
        int lead = b[i] & 0xff;
        if (lead < 0xe0) {
            return lead >= 0xc2 && i + 1 < end && follows(b[i + 1]) ? i + 2 : -1;
        }
        if (lead < 0xf0) {
            if (i + 2 >= end || !follows(b[i + 1]) || !follows(b[i + 2])) {
                return -1;
            }
            int top = (lead & 0x0f) << 6 | b[i + 1] & 0x3f; // the code point without its lowest six bits
            return top >= 0x800 >> 6 && top >> 5 != 0xd800 >> 11 ? i + 3 : -1;
        }
        if (i + 3 >= end || !follows(b[i + 1]) || !follows(b[i + 2]) || !follows(b[i + 3])) {
            return -1;
        }
        int top = (lead - 0xf0) << 6 | b[i + 1] & 0x3f; // without its lowest twelve
        return top >= 0x10000 >> 12 && top <= 0x10ffff >> 12 ? i + 4 : -1;
    }

    private static boolean follows(byte c) {
        return c < (byte) 0xc0;
    }
}
