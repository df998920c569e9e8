package dev.osprey.hub.json;

/** A backslash and what belongs to it. */
final class JsonEscape {

    private JsonEscape() {}

    /** Behind the escape that starts at {@code at}; behind both of a surrogate pair. */
    static int end(byte[] b, int at, int end) {
        byte c = at + 1 < end ? b[at + 1] : 0;
        if (c != 'u') {
            if ("\"\\/bfnrt".indexOf(c) < 0) {
                throw new JsonRefusedException("there is no such escape", at);
            }
            return at + 2;
        }
        int unit = hex(b, at + 2, end, at);
        if (unit < 0xd800 || unit > 0xdfff) {
            return at + 6;
        }
        boolean pair = unit < 0xdc00 && at + 7 < end && b[at + 6] == '\\' && b[at + 7] == 'u';
        int low = pair ? hex(b, at + 8, end, at) : 0;
        if (low < 0xdc00 || low > 0xdfff) {
            throw new JsonRefusedException("half a surrogate pair", at);
        }
        return at + 12;
    }

    private static int hex(byte[] b, int from, int end, int escape) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < end && b[i] >= 0 ? Character.digit(b[i], 16) : -1;
            if (digit < 0) {
                throw new JsonRefusedException("\\u needs four hex digits", escape);
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
