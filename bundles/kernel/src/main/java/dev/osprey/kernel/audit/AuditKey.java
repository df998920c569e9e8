package dev.osprey.kernel.audit;

import dev.osprey.kernel.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret of this installation's trail, in {@code secrets/audit.key}. If the file is unusable, a key for this run only takes its
 * place: the trail goes on, and what was chained with another key says so.
 */
final class AuditKey {

    private static final Logger LOG = LoggerFactory.getLogger(AuditKey.class);
    private static final int BYTES = 32;

    private final Path file;
    private final byte[] secret;
    private final String id;

    private AuditKey(Path file, byte[] secret) {
        this.file = file;
        this.secret = secret;
        this.id = id(secret);
    }

    static AuditKey load(Path secrets) {
        Path file = secrets.resolve("audit.key");
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                if (PrivateFiles.restrict(file)) {
                    LOG.warn("Others could read {}; its mode is 0600 now. Who read it can rewrite the trail", file);
                }
                secret = read(file);
            } else {
                PrivateFiles.replace(
                        file, (HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.US_ASCII));
                LOG.info("The key of the audit trail was made; it stands in {}", file);
            }
        } catch (IOException e) {
            LOG.error(
                    "The key of the audit trail cannot be used, this run has one of its own: restore {} from a backup or"
                            + " delete it for a new one, and start again",
                    file,
                    e);
        }
        return new AuditKey(file, secret);
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(1024), StandardCharsets.US_ASCII).strip();
            if (!text.matches("[0-9a-f]{64}")) {
                throw new IOException(file + " holds " + text.length() + " characters; a key has 64 hex digits");
            }
            return HexFormat.of().parseHex(text);
        }
    }

    /** Tells keys apart without telling the key. */
    String id() {
        return id;
    }

    private static String id(byte[] secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("osprey audit key ".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(secret), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK lacks SHA-256, which every Java platform must have", e);
        }
    }

    /** A computation for one thread. */
    Chain chain() {
        return new Chain(secret);
    }

    /** What is wrong with the file by now, or null. */
    String fault() {
        try {
            return id(read(file)).equals(id) ? null : file + " is not the key that is in use (" + id + ")";
        } catch (IOException e) {
            return file + " cannot be read: " + e.getMessage();
        }
    }
}
