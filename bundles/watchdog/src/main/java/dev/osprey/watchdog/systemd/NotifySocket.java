package dev.osprey.watchdog.systemd;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket on which systemd hears of a service: a Unix socket for datagrams, which Java has none of. What cannot be sent is said once. Used by one
 * thread.
 */
final class NotifySocket {

    private static final Logger LOG = LoggerFactory.getLogger(NotifySocket.class);

    private static final short UNIX = 1;
    private static final int DATAGRAM_CLOSED_ON_EXEC = 2 | 0x80000;
    private static final int DO_NOT_WAIT_NO_SIGNAL = 0x40 | 0x4000;
    private static final int LONGEST_PATH = 107;

    private final byte[] address;
    private boolean complained;

    private NotifySocket(byte[] address) {
        this.address = address;
    }

    /** @param name what {@code NOTIFY_SOCKET} says: a path, or {@code @} and a name that is in no folder; or null */
    static Optional<NotifySocket> of(String name) {
        if (name == null || name.isEmpty() || !"Linux".equals(System.getProperty("os.name"))) {
            return Optional.empty();
        }
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path[0] != '/' && path[0] != '@' || path.length > LONGEST_PATH) {
            LOG.warn(
                    "NOTIFY_SOCKET is {}, which is no path of at most {} bytes; systemd is told nothing",
                    name,
                    LONGEST_PATH);
            return Optional.empty();
        }
        return Optional.of(new NotifySocket(address(path)));
    }

    /** A sockaddr_un: the family, then the path, which a zero ends; a name in no folder begins with the zero and has none at its end. */
    private static byte[] address(byte[] path) {
        boolean inNoFolder = path[0] == '@';
        ByteBuffer address = ByteBuffer.allocate(2 + path.length + (inNoFolder ? 0 : 1))
                .order(ByteOrder.nativeOrder())
                .putShort(UNIX)
                .put(path);
        if (inNoFolder) {
            address.put(2, (byte) 0);
        }
        return address.array();
    }

    /** Sends some lines {@code NAME=VALUE}. @return whether they went */
    boolean send(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        try {
            nameLibrary();
            int socket = UnixCalls.socket(UNIX, DATAGRAM_CLOSED_ON_EXEC, 0);
            try {
                UnixCalls.sendto(
                        socket, bytes, new NativeLong(bytes.length), DO_NOT_WAIT_NO_SIGNAL, address, address.length);
            } finally {
                UnixCalls.close(socket);
            }
            complained = false;
            return true;
        } catch (LinkageError | LastErrorException | IllegalStateException e) {
            if (!complained) {
                complained = true;
                LOG.warn("systemd was not told \"{}\": {}", lines.replace("\n", "\", \""), e.toString());
            }
            return false;
        }
    }

    /** In a framework JNA's bundle names its library; else it would be unpacked below the user's home. Only works before any class of JNA is used. */
    private static void nameLibrary() {
        if (FrameworkUtil.getBundle(NotifySocket.class) != null && System.getProperty("jna.nosys") == null) {
            System.setProperty("jna.nosys", "false");
        }
    }
}
