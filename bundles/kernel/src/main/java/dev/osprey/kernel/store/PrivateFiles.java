package dev.osprey.kernel.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Files and folders that only their owner may read. A file is replaced whole: temporary file, fsync, atomic move, fsync of the
 * folder, so that a kill or a power cut leaves either the old or the new content.
 */
public final class PrivateFiles {

    /** The ending of temporary files; one that is found at start was left by a kill. */
    static final String TEMPORARY = ".tmp";

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Replaces the content of a file, or makes it. */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, content, PrivateFiles::create);
    }

    static void replace(Path file, byte[] content, Opener opener) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
        try {
            try (FileChannel channel = opener.open(temporary)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync(folder);
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(FILE));
    }

    /** Opens a file for appending, made with mode 0600 if it is not there. */
    public static FileChannel append(Path file) throws IOException {
        return FileChannel.open(
                file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), attributes(FILE));
    }

    /** Makes a folder with mode 0700, and its parents; one that is there gets this mode. */
    public static void folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            restrict(folder, FOLDER);
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            folder(parent);
        }
        Files.createDirectory(folder, attributes(FOLDER));
        if (parent != null) {
            sync(parent);
        }
    }

    /** Takes every right from others than the owner. @return whether others had one */
    public static boolean restrict(Path file) throws IOException {
        return restrict(file, FILE);
    }

    private static boolean restrict(Path file, Set<PosixFilePermission> most) throws IOException {
        if (!POSIX) {
            return false;
        }
        Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
        mode.addAll(Files.getPosixFilePermissions(file));
        boolean tooWide = mode.retainAll(most);
        if (tooWide) {
            Files.setPosixFilePermissions(file, mode);
        }
        return tooWide;
    }

    /** Makes a change of a folder's list of files durable; where the system cannot open folders it has to do without. */
    static void sync(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> mode) {
        return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)} : new FileAttribute<?>[0];
    }

    /** Opens the temporary file. */
    @FunctionalInterface
    interface Opener {
        FileChannel open(Path file) throws IOException;
    }
}
