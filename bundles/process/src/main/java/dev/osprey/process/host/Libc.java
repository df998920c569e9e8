package dev.osprey.process.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the JDK cannot ask of Linux. There is none on another system, and where JNA's library does not load. Thread-safe. */
public final class Libc implements SystemCalls {

    private static final Logger LOG = LoggerFactory.getLogger(Libc.class);

    private static final int OPEN_READ_WRITE = 2;
    private static final int OPEN_NO_CONTROLLING_TERMINAL = 0x100;
    private static final int OPEN_CLOSE_ON_EXEC = 0x80000;
    private static final int OPEN_NOT_WAITING = 0x800;
    private static final long SET_WINDOW_SIZE = 0x5414;
    private static final int SET_PIPE_SIZE = 1031;
    private static final int POLL_IN = 1;
    private static final int POLL_OUT = 4;
    private static final int EINTR = 4;
    private static final int EIO = 5;
    private static final int EAGAIN = 11;
    private static final int LONGEST_NAME = 128;

    private static final Optional<Libc> FOUND = find();

    private Libc() {}

    /** The C library, if it can be called here. */
    public static Optional<Libc> get() {
        return FOUND;
    }

    private static Optional<Libc> find() {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return Optional.empty();
        }
        try {
            if (FrameworkUtil.getBundle(Libc.class) != null && System.getProperty("jna.nosys") == null) {
                // In a framework JNA's bundle names its library; else it would be unpacked below the user's home. Only
                // works before any class
                // of JNA is used.
                System.setProperty("jna.nosys", "false");
            }
            LibcCalls.kill(Math.toIntExact(ProcessHandle.current().pid()), 0);
            return Optional.of(new Libc());
        } catch (LinkageError | LastErrorException | IllegalStateException e) {
            LOG.warn("The C library cannot be called, so that there are no terminals: {}", e.toString());
            return Optional.empty();
        }
    }

    @Override
    public boolean signals() {
        return true;
    }

    @Override
    public boolean kill(long pid, int signal) {
        if (pid >= -1 && pid <= 1) {
            throw new IllegalArgumentException("Process id " + pid + " is init or stands for many; name one process");
        }
        try {
            return LibcCalls.kill(Math.toIntExact(pid), signal) == 0;
        } catch (LastErrorException e) {
            LOG.debug("Signal {} for {} was not sent: error {}", signal, pid, e.getErrorCode());
            return false;
        }
    }

    /** Opens a terminal's upper side, which does not become Osprey's own terminal nor that of a child. */
    int openTerminal() throws IOException {
        int fd = checked(
                "open a terminal",
                () -> LibcCalls.posix_openpt(
                        OPEN_READ_WRITE | OPEN_NO_CONTROLLING_TERMINAL | OPEN_CLOSE_ON_EXEC | OPEN_NOT_WAITING));
        try {
            checked("grant terminal", () -> LibcCalls.grantpt(fd));
            checked("unlock terminal", () -> LibcCalls.unlockpt(fd));
            return fd;
        } catch (IOException e) {
            close(fd);
            throw e;
        }
    }

    /** The path of the lower side, which only the child may open. */
    String terminalName(int fd) throws IOException {
        byte[] name = new byte[LONGEST_NAME];
        int error = LibcCalls.ptsname_r(fd, name, new NativeLong(name.length));
        if (error != 0) {
            throw new IOException("Cannot tell the name of a terminal: error " + error);
        }
        int end = 0;
        while (name[end] != 0) {
            end++;
        }
        return new String(name, 0, end, StandardCharsets.US_ASCII);
    }

    void windowSize(int fd, int rows, int columns) throws IOException {
        short[] size = {(short) rows, (short) columns, 0, 0};
        checked("set the size of a terminal", () -> LibcCalls.ioctl(fd, new NativeLong(SET_WINDOW_SIZE), size));
    }

    /** Makes a pipe hold more, as far as this user may. @return what it holds now, or -1 if it stays as it was */
    public int pipeSize(int fd, int bytes) {
        try {
            return LibcCalls.fcntl(fd, SET_PIPE_SIZE, bytes);
        } catch (LastErrorException e) {
            return -1;
        }
    }

    /** Waits until there is something to read. @return false after the time */
    boolean readable(int fd, int millis) throws IOException {
        return poll(fd, POLL_IN, millis);
    }

    /** Waits until something can be written. @return false after the time */
    boolean writable(int fd, int millis) throws IOException {
        return poll(fd, POLL_OUT, millis);
    }

    private static boolean poll(int fd, int events, int millis) throws IOException {
        // struct pollfd { int fd; short events; short revents; }
        byte[] entry = new byte[8];
        ByteBuffer.wrap(entry).order(ByteOrder.nativeOrder()).putInt(fd).putShort((short) events);
        return checked("wait for a terminal", () -> LibcCalls.poll(entry, new NativeLong(1), millis)) > 0;
    }

    /** Reads what is there. @return how much, 0 if there is nothing now, or -1 at the end: nobody has the lower side open */
    int read(int fd, ByteBuffer buffer) throws IOException {
        try {
            int count = LibcCalls.read(fd, buffer, new NativeLong(buffer.remaining()))
                    .intValue();
            return count == 0 ? -1 : count;
        } catch (LastErrorException e) {
            return e.getErrorCode() == EIO ? -1 : nothingNow("read", e);
        }
    }

    /** Writes what goes. @return how much */
    int write(int fd, byte[] bytes, int size) throws IOException {
        try {
            return LibcCalls.write(fd, bytes, new NativeLong(size)).intValue();
        } catch (LastErrorException e) {
            return nothingNow("write to", e);
        }
    }

    private static int nothingNow(String what, LastErrorException e) throws IOException {
        if (e.getErrorCode() == EINTR || e.getErrorCode() == EAGAIN) {
            return 0;
        }
        throw new IOException("Cannot " + what + " a terminal: error " + e.getErrorCode(), e);
    }

    void close(int fd) throws IOException {
        checked("close a terminal", () -> LibcCalls.close(fd));
    }

    private interface Call {
        int run() throws LastErrorException;
    }

    private static int checked(String what, Call call) throws IOException {
        while (true) {
            try {
                return call.run();
            } catch (LastErrorException e) {
                if (e.getErrorCode() != EINTR) {
                    throw new IOException("Cannot " + what + ": error " + e.getErrorCode(), e);
                }
            }
        }
    }
}
