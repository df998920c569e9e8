package dev.osprey.streams;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of one stream: 0700, its files 0600. */
class SegmentFiles {

    private static final String SUFFIX = ".segment";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path folder;

    SegmentFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** In ascending order. */
    List<Path> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{19}\\" + SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    Path file(long first) {
        return folder.resolve(String.format("%019d", first) + SUFFIX);
    }

    void create(Path file) throws IOException {
        if (POSIX) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(mode("rwx------")));
            Files.setPosixFilePermissions(folder, mode("rwx------"));
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(mode("rw-------")));
        } else {
            Files.createDirectories(folder);
            Files.deleteIfExists(file);
            Files.createFile(file);
        }
    }

    private static Set<PosixFilePermission> mode(String text) {
        return PosixFilePermissions.fromString(text);
    }

    /** Not a channel: that would be closed when the publisher's thread is interrupted. */
    RandomAccessFile open(Path file) throws IOException {
        return new RandomAccessFile(file.toFile(), "rw");
    }

    /** Makes the names of new files durable. */
    void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Out of the way, for a person to look at. */
    Path setAside(Path file) throws IOException {
        return Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"));
    }
}
