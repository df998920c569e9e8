package dev.osprey.process.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The filters as files, for bubblewrap reads one from a file descriptor. Written anew by each start. */
final class FilterFiles {

    private final Path usual;
    private final Path unixOnly;

    private FilterFiles(Path usual, Path unixOnly) {
        this.usual = usual;
        this.unixOnly = unixOnly;
    }

    static FilterFiles write(Path folder, Processor processor) throws IOException {
        Files.createDirectories(folder);
        return new FilterFiles(
                write(folder.resolve("seccomp.bpf"), SeccompFilter.bytes(processor, false)),
                write(folder.resolve("seccomp-unix.bpf"), SeccompFilter.bytes(processor, true)));
    }

    private static Path write(Path file, byte[] bytes) throws IOException {
        Path draft = Files.createTempFile(
                file.getParent(),
                "seccomp",
                ".new",
                PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
        Files.write(draft, bytes);
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @param network whether sockets of any network may be made */
    Path file(boolean network) {
        return network ? usual : unixOnly;
    }
}
