package dev.osprey.launcher.run;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Kite's instance workspace: {@code workspace/<base>}, or {@code <base>~n} while another working folder has that name. */
final class InstanceFolder {

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String MARKER = ".cwd";
    private static final int MOST = 10_000;

    private final Path path;

    private InstanceFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** The private folder of one module, or of the launcher itself. */
    Path data(String name) {
        try {
            return Files.createDirectories(path.resolve(name), PRIVATE);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot create " + path.resolve(name) + ": " + e.getMessage() + "; check owner and space", e);
        }
    }

    static InstanceFolder claim(Path workspace, Path cwd) {
        String base = cwd.getFileName() == null ? "default" : cwd.getFileName().toString();
        try {
            Files.createDirectories(workspace, PRIVATE);
            for (int n = 0; n < MOST; n++) {
                Path candidate = workspace.resolve(n == 0 ? base : base + "~" + n);
                if (belongs(candidate, cwd) || !Files.exists(candidate) && create(workspace, candidate, cwd)) {
                    return new InstanceFolder(candidate);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot use the workspace " + workspace + ": " + e.getMessage() + "; check owner and space", e);
        }
        throw new IllegalStateException("Too many folders named " + base + " in " + workspace + "; remove old ones");
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
}
