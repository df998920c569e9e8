package dev.osprey.ipc;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of the socket: where it lies, that nobody else's is in its place, and that only its owner may open it. */
final class SocketFile {

    private static final Logger log = LoggerFactory.getLogger(SocketFile.class);

    /** Linux takes 107 bytes, macOS 103. */
    static final int LONGEST = 100;

    private static final String NAME = "kernel.sock";
    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;
    private static final int OTHERS = 0022;

    private final Path path;
    /** Of the file that was made: device and number. */
    private Object key;

    SocketFile(Path path) {
        this.path = path;
    }

    /**
     * The path to use, in a folder that is there.
     *
     * @param configured may be empty
     * @param run the folder for it
     * @param runtime the value of {@code XDG_RUNTIME_DIR}, or null
     * @throws IOException with a remedy if none can be used
     */
    static SocketFile at(String configured, Path run, String runtime) throws IOException {
        Path path = (configured.isEmpty() ? run.resolve(NAME) : Path.of(configured)).toAbsolutePath();
        if (tooLong(path)) {
            if (!configured.isEmpty() || runtime == null || runtime.isEmpty()) {
                throw new IOException("The socket's path " + path + " has over " + LONGEST
                        + " bytes, which sockets cannot have; set a shorter path in " + IpcConfiguration.PID
                        + ", or XDG_RUNTIME_DIR");
            }
            path = Path.of(runtime, "osprey-" + shortName(run), NAME).toAbsolutePath();
            if (tooLong(path)) {
                throw new IOException("The socket's path " + path + " has over " + LONGEST
                        + " bytes, which sockets cannot have; set a shorter path in " + IpcConfiguration.PID);
            }
        }
        folder(path.getParent());
        return new SocketFile(path);
    }

    private static boolean tooLong(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST;
    }

    private static String shortName(Path run) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(run.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException("Every JDK has SHA-256", cannotBe);
        }
    }

    private static void folder(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException there) {
            log.debug("The folder {} is there", folder);
        }
        Map<String, Object> facts = facts(folder);
        int mode = (Integer) facts.get("mode");
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is no folder; remove it, or set another path in " + IpcConfiguration.PID);
        }
        boolean sticky = (mode & 01000) != 0;
        if ((mode & OTHERS) != 0 && !sticky) {
            throw new IOException("Others may write in " + folder
                    + ", and could put a socket of theirs there; run chmod 700 " + folder);
        }
    }

    Path path() {
        return path;
    }

    /**
     * Removes what a server that has ended left behind.
     *
     * @throws IOException if something else is there, or a server lives
     */
    void clear() throws IOException {
        Map<String, Object> facts;
        try {
            facts = facts(path);
        } catch (NoSuchFileException none) {
            return;
        }
        if (((Integer) facts.get("mode") & TYPE) != SOCKET) {
            throw new IOException(path + " is no socket; it is left alone. Remove it, or set another path in "
                    + IpcConfiguration.PID);
        }
        if (!facts.get("uid").equals(Files.getAttribute(path.getParent(), "unix:uid"))
                && !facts.get("uid").equals(ownUid())) {
            throw new IOException(
                    path + " belongs to another user; remove it, or set another path in " + IpcConfiguration.PID);
        }
        if (alive()) {
            throw new IOException(
                    "Another server answers at " + path + "; stop it, or set another path in " + IpcConfiguration.PID);
        }
        Files.delete(path);
    }

    private boolean alive() {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException dead) {
            log.debug("Nobody answers at {}: {}", path, dead.getMessage());
            return false;
        }
    }

    /** The socket was made: only its owner may open it. */
    void made() throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        key = key();
    }

    /** As whom this JVM makes files. */
    int uid() throws IOException {
        return (Integer) facts(path).get("uid");
    }

    private static Integer ownUid() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) ? (Integer) Files.getAttribute(self, "unix:uid") : null;
    }

    /** Removes the socket if it is still the one that was made. */
    void remove() {
        try {
            if (key != null && key.equals(key())) {
                Files.delete(path);
            }
        } catch (IOException gone) {
            log.debug("The socket file was not removed: {}", gone.toString());
        }
    }

    private Object key() throws IOException {
        Map<String, Object> facts = facts(path);
        return facts.get("dev") + ":" + facts.get("ino");
    }

    private static Map<String, Object> facts(Path path) throws IOException {
        return Files.readAttributes(path, "unix:mode,uid,dev,ino", LinkOption.NOFOLLOW_LINKS);
    }
}
