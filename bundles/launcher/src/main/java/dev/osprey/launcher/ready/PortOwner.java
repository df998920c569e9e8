package dev.osprey.launcher.ready;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether some process of a tree listens on a port, as Linux tells it below {@code /proc}. */
final class PortOwner {

    /** What is known. */
    enum Answer {
        OURS,
        /** Somebody listens, and it is none of them. */
        OTHERS,
        /** This host does not say, or nobody is seen to listen. */
        UNKNOWN
    }

    private static final Logger LOG = LoggerFactory.getLogger(PortOwner.class);
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    static Answer of(int port, List<Long> tree) {
        Set<String> sockets = listeners(port);
        if (sockets.isEmpty()) {
            return Answer.UNKNOWN;
        }
        for (long pid : tree) {
            if (holds(pid, sockets)) {
                return Answer.OURS;
            }
        }
        return Answer.OTHERS;
    }

    private static Set<String> listeners(int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                lines.map(line -> line.strip().split("\\s+"))
                        .filter(columns -> columns.length > INODE
                                && columns[LOCAL_ADDRESS].endsWith(suffix)
                                && columns[STATE].equals(LISTENING))
                        .forEach(columns -> sockets.add("socket:[" + columns[INODE] + "]"));
            } catch (IOException e) {
                LOG.debug("No {} here", table, e);
            }
        }
        return sockets;
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                if (sockets.contains(target(file))) {
                    return true;
                }
            }
        } catch (IOException gone) {
            LOG.debug("Process {} has ended or is not ours", pid, gone);
        }
        return false;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
