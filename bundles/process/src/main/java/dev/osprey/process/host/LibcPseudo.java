package dev.osprey.process.host;

import dev.osprey.process.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The upper side of a terminal, by its file descriptor. The lower side is opened by the child alone: Osprey may lead a session without a terminal,
 * and would then get this one for its own, with its signals.
 */
final class LibcPseudo implements Pseudo {

    private static final String OPEN =
            "[ -c \"$1\" ] || { echo \"osprey: there is no terminal $1\" >&2; exit 125; }; exec <>\"$1\" >&0 2>&0";
    // A reader looks this often whether it was closed.
    private static final int LOOK_MILLIS = 500;
    private static final int PIECE = 4096;

    private final Libc libc;
    private final int fd;
    private final String name;
    private final Object writing = new Object();
    // Guarded by this; a descriptor in use is closed by its last user, since its number goes to the next file that is
    // opened.
    private int users;
    private boolean closed;

    LibcPseudo(Libc libc, int fd, String name) {
        this.libc = libc;
        this.fd = fd;
        this.name = name;
    }

    @Override
    public List<StagePart> parts() {
        return List.of(new StagePart(OPEN, List.of(name)));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!enter()) {
            return -1;
        }
        try {
            while (open()) {
                if (libc.readable(fd, LOOK_MILLIS)) {
                    int count = libc.read(fd, into);
                    if (count != 0) {
                        return count;
                    }
                }
            }
            return -1;
        } finally {
            leave();
        }
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        if (!enter()) {
            throw ended();
        }
        try {
            synchronized (writing) {
                byte[] piece = new byte[Math.min(PIECE, from.remaining())];
                int held = 0;
                while (held > 0 || from.hasRemaining()) {
                    if (!open()) {
                        throw ended();
                    }
                    int more = Math.min(piece.length - held, from.remaining());
                    from.get(piece, held, more);
                    held += more;
                    if (libc.writable(fd, LOOK_MILLIS)) {
                        int written = libc.write(fd, piece, held);
                        held -= written;
                        System.arraycopy(piece, written, piece, 0, held);
                    }
                }
                // What was typed may have been a password.
                Arrays.fill(piece, (byte) 0);
            }
        } finally {
            leave();
        }
    }

    private static IOException ended() {
        return new IOException("The terminal has ended");
    }

    @Override
    public void resize(TerminalSize size) {
        if (enter()) {
            try {
                libc.windowSize(fd, size.rows(), size.columns());
            } catch (IOException e) {
                throw new IllegalStateException("The terminal " + name + " does not take the size " + size, e);
            } finally {
                leave();
            }
        }
    }

    private synchronized boolean open() {
        return !closed;
    }

    private synchronized boolean enter() {
        if (closed) {
            return false;
        }
        users++;
        return true;
    }

    private synchronized void leave() {
        users--;
        closeIfLast();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            closeIfLast();
        }
    }

    private void closeIfLast() {
        if (closed && users == 0) {
            try {
                libc.close(fd);
            } catch (IOException e) {
                throw new IllegalStateException("The terminal " + name + " cannot be closed", e);
            }
        }
    }
}
