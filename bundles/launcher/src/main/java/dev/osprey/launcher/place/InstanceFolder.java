package dev.osprey.launcher.place;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kite's instance workspace: {@code workspace/<base>}, or {@code <base>~n} while another working folder has that name or another process uses
 * it. It is this launcher's own until {@link #close()} or the end of the process.
 */
public final class InstanceFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceFolder.class);
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String MARKER = ".cwd";
    private static final String OWNER = "launcher";
    private static final String LOCK = ".lock";
    private static final int MOST = 10_000;

    private final Path path;
    private final InstanceLock lock;

    private InstanceFolder(Path path, InstanceLock lock) {
        this.path = path;
        this.lock = lock;
    }

    public Path path() {
        return path;
    }

    /** The private folder of one module, or of the launcher itself. */
    public Path data(String name) {
        try {
            return folder(path, name);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot create " + path.resolve(name) + ": " + e.getMessage() + "; check owner and space", e);
        }
    }

    /**
     * The first one that is free.
     *
     * @throws IllegalStateException if there is none, or the workspace cannot be written
     */
    public static InstanceFolder claim(Path workspace, Path cwd) {
        String base = cwd.getFileName() == null ? "default" : cwd.getFileName().toString();
        try {
            Files.createDirectories(workspace, PRIVATE);
            for (int n = 0; n < MOST; n++) {
                Path candidate = workspace.resolve(n == 0 ? base : base + "~" + n);
                if (belongs(candidate, cwd) || !Files.exists(candidate) && create(workspace, candidate, cwd)) {
                    Path file = folder(candidate, OWNER).resolve(LOCK);
                    InstanceLock lock = InstanceLock.take(file);
                    if (lock != null) {
                        return new InstanceFolder(candidate, lock);
                    }
                    LOG.warn("{} is used by {}; taking the next one", candidate, InstanceLock.holder(file));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot use the workspace " + workspace + ": " + e.getMessage() + "; check owner and space", e);
        }
        throw new IllegalStateException("Too many folders named " + base + " in " + workspace + "; remove old ones");
    }

    private static Path folder(Path path, String name) throws IOException {
        return Files.createDirectories(path.resolve(name), PRIVATE);
    }

    private static boolean belongs(Path candidate, Path cwd) {
        try {
            Path marker = candidate.resolve(MARKER);
            if (!Files.isRegularFile(marker)) {
                return false;
            }
            Path written = Path.of(Files.readString(marker).trim());
            return written.equals(cwd) || written.toRealPath().equals(cwd.toRealPath());
        } catch (IOException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** Whole or not at all: a second launcher never sees the folder without its marker. */
    private static boolean create(Path workspace, Path candidate, Path cwd) throws IOException {
        Path temporary = Files.createTempDirectory(workspace, ".new-", PRIVATE);
        Files.writeString(temporary.resolve(MARKER), cwd.toString());
        try {
            Files.move(temporary, candidate, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException taken) {
            Files.delete(temporary.resolve(MARKER));
            Files.delete(temporary);
            return belongs(candidate, cwd);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
