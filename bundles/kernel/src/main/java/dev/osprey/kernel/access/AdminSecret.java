package dev.osprey.kernel.access;

import dev.osprey.kernel.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The administrator's token in {@code secrets/admin.token}. The file is the truth: whoever may read it is admin. */
final class AdminSecret {

    private static final Logger LOG = LoggerFactory.getLogger(AdminSecret.class);
    private static final int LONGEST = 1024;

    private final Path file;

    AdminSecret(Path secrets) {
        file = secrets.resolve("admin.token");
    }

    /** The token as it stands in the file, made at the first start; empty if the file is unusable, which the log explains. */
    Optional<String> load() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            String token = renew();
            LOG.info("The administrator's token was made; it stands in {} and only there", file);
            return Optional.of(token);
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (PrivateFiles.restrict(file)) {
                LOG.warn("Others could read {}; its mode is 0600 now. Delete it and start again for a new token", file);
            }
            String token = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
            if (Secrets.wellFormed(token)) {
                return Optional.of(token);
            }
            LOG.error(
                    "{} holds {} characters; a token has 32 to 512 visible ASCII characters. Nobody is admin until it is"
                            + " mended: delete it for a new one, and start again",
                    file,
                    token.length());
        } catch (IOException e) {
            LOG.error("{} cannot be read; nobody is admin until it can: check its owner, and start again", file, e);
        }
        return Optional.empty();
    }

    /** When the token was made or handed in, as far as the file tells; null if it does not. */
    Instant since() {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            LOG.debug("{} does not tell its time", file, e);
            return null;
        }
    }

    /** Writes a new token over the old one. */
    String renew() {
        String token = Secrets.random();
        try {
            PrivateFiles.replace(file, (token + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The administrator's token cannot be written to " + file
                            + "; check free space and the folder's owner",
                    e);
        }
        return token;
    }
}
