package dev.osprey.launcher.place;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that one process at a time has locked, with that process's id in it. The lock ends with the process, however it ends. */
final class InstanceLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceLock.class);
    // The system drops a process's lock when any descriptor of the file is closed, so this process never opens one
    // twice.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private InstanceLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Null if somebody has it. A file system without locks is used without one, after a warning. */
    static InstanceLock take(Path file) throws IOException {
        Path real = file.getParent().toRealPath().resolve(file.getFileName());
        if (!OURS.add(real)) {
            return null;
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(
                    real,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            taken = lock(channel, real);
            if (taken) {
                channel.truncate(0);
                channel.write(StandardCharsets.UTF_8.encode(
                        String.valueOf(ProcessHandle.current().pid())));
            }
            return taken ? new InstanceLock(real, channel) : null;
        } finally {
            if (!taken) {
                if (channel != null) {
                    channel.close();
                }
                OURS.remove(real);
            }
        }
    }

    private static boolean lock(FileChannel channel, Path file) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException taken) {
            return false;
        } catch (IOException e) {
            LOG.warn("{} cannot be locked, so two launchers could use its folder at once: {}", file, e.getMessage());
            return true;
        }
    }

    /** Who has it, for people. */
    static String holder(Path file) {
        try {
            if (OURS.contains(file.getParent().toRealPath().resolve(file.getFileName()))) {
                return "this process, " + ProcessHandle.current().pid();
            }
            byte[] text = new byte[20];
            try (var in = Files.newInputStream(file)) {
                int length = in.readNBytes(text, 0, text.length);
                return "process "
                        + StandardCharsets.UTF_8
                                .decode(ByteBuffer.wrap(text, 0, length))
                                .toString()
                                .strip();
            }
        } catch (IOException e) {
            return "a process that does not say its id";
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            LOG.debug("Releasing {} failed", file, e);
        }
        OURS.remove(file);
    }
}
