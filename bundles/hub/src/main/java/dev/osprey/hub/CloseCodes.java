package dev.osprey.hub;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The codes of RFC 6455, section 7.4. */
final class CloseCodes {

    private CloseCodes() {}

    /** What to answer to a client's close frame: its own code, 1000 if it gave none, 1002 or 1007 if it is malformed. */
    static int answer(byte[] b, int from, int to) {
        if (to == from) {
            return 1000;
        }
        if (to - from == 1) {
            return 1002;
        }
        int code = (b[from] & 0xff) << 8 | b[from + 1] & 0xff;
        boolean valid = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006
                || code >= 3000 && code < 5000;
        if (!valid) {
            return 1002;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(b, from + 2, to - from - 2));
        } catch (CharacterCodingException e) {
            return 1007;
        }
        return code;
    }
}
