package dev.osprey.kernel.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes that did not become a line, as a number and a hash: the line after them says so and cannot be made to fit others. */
final class Fragment {

    private final MessageDigest digest;
    private long length;

    Fragment() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK lacks SHA-256, which every Java platform must have", e);
        }
    }

    Fragment add(byte[] bytes, int from, int to) {
        digest.update(bytes, from, to - from);
        length += to - from;
        return this;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** How the marker names it. */
    String describe() {
        try {
            MessageDigest copy = (MessageDigest) digest.clone();
            return length + " bytes sha256:" + HexFormat.of().formatHex(copy.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The SHA-256 of this JDK cannot be copied", e);
        }
    }
}
