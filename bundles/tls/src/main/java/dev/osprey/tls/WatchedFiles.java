package dev.osprey.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.List;

/** An identity from PEM files, read again when they have changed and then stayed the same for one look: both may be being replaced. */
final class WatchedFiles implements Source {

    private final Path certificate;
    private final Path key;
    private final PemFiles files;
    private final Clock clock;
    private List<Object> taken;
    private List<Object> seen;

    WatchedFiles(Path certificate, Path key, Clock clock) {
        this.certificate = certificate;
        this.key = key;
        this.files = new PemFiles(certificate, key);
        this.clock = clock;
    }

    @Override
    public Identity first() throws IdentityException {
        taken = stamps();
        seen = taken;
        return files.read(clock);
    }

    @Override
    public Identity look() throws IdentityException {
        List<Object> now = stamps();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(taken)) {
            return null;
        }
        taken = now;
        return files.read(clock);
    }

    private List<Object> stamps() {
        return List.of(stamp(certificate), stamp(key));
    }

    /** What tells one state of a file from the next; its mode too, since a chmod may be the remedy. */
    private static Object stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object mode = Files.getFileStore(file).supportsFileAttributeView("posix")
                    ? Files.getPosixFilePermissions(file)
                    : "";
            return List.of(
                    attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()), mode);
        } catch (IOException e) {
            return "none";
        }
    }
}
