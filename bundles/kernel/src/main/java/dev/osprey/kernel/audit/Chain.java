package dev.osprey.kernel.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes chain values with one key: HMAC-SHA-256 over the value before and the line without its chain. Used by one thread at a time. */
final class Chain {

    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] HEAD = "osprey audit head ".getBytes(StandardCharsets.US_ASCII);

    private final Mac mac;

    Chain(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks HMAC-SHA-256, which every Java platform must have", e);
        }
    }

    /** @param line the line as JSON; its first {@code length} bytes and a closing brace count */
    byte[] next(byte[] before, byte[] line, int length) {
        mac.update(before);
        mac.update(line, 0, length);
        mac.update((byte) '}');
        return mac.doFinal();
    }

    /** Whether a line follows a head. */
    boolean follows(Head before, ChainedLine line) {
        return line.seq() == before.seq() + 1
                && MessageDigest.isEqual(line.chain(), next(before.chain(), line.bytes(), line.bodyLength()));
    }

    /** Vouches for a head that is kept apart from the lines; no line can have this value, none begins like that. */
    byte[] seal(Head head) {
        mac.update(HEAD);
        mac.update(Long.toString(head.seq()).getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) ' ');
        return mac.doFinal(head.chain());
    }
}
