package dev.osprey.ipc.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Writes to one process in the order in which it was asked to, on a thread of its own while there is something to write: the process may not
 * read for a long time. Each part is answered when the pipe has taken it. Thread-safe.
 */
public final class StdinWriter {

    /** As much may wait for a process that does not read. */
    static final long MOST = 64L << 20;

    private record Part(byte[] bytes, Consumer<IOException> told) {}

    private final OutputStream stdin;
    private final Executor threads;
    /** Guarded by this, as all below. */
    private final Deque<Part> parts = new ArrayDeque<>();

    private long waiting;
    private boolean writing;

    public StdinWriter(OutputStream stdin, Executor threads) {
        this.stdin = stdin;
        this.threads = threads;
    }

    /**
     * Writes bytes behind all that came before.
     *
     * @param bytes null to close it
     * @param told gets null when the pipe has taken them, else why it has not
     * @return false if too much waits already; then nothing was taken and nobody is told
     */
    public boolean write(byte[] bytes, Consumer<IOException> told) {
        synchronized (this) {
            int size = bytes == null ? 0 : bytes.length;
            if (waiting > 0 && waiting + size > MOST) {
                return false;
            }
            waiting += size;
            parts.add(new Part(bytes, told));
            if (writing) {
                return true;
            }
            writing = true;
        }
        try {
            threads.execute(this::work);
            return true;
        } catch (RejectedExecutionException full) {
            withdraw(full);
            return true;
        }
    }

    private void withdraw(RejectedExecutionException full) {
        IOException why = new IOException("There are too many processes that do not read", full);
        for (Part part = next(); part != null; part = next()) {
            taken(part);
            part.told().accept(why);
        }
    }

    private synchronized Part next() {
        Part part = parts.poll();
        if (part == null) {
            writing = false;
        }
        return part;
    }

    private void work() {
        for (Part part = next(); part != null; part = next()) {
            IOException failure = null;
            try {
                if (part.bytes() == null) {
                    stdin.close();
                } else {
                    stdin.write(part.bytes());
                    stdin.flush();
                }
            } catch (IOException e) {
                failure = e;
            }
            taken(part);
            part.told().accept(failure);
        }
    }

    private synchronized void taken(Part part) {
        waiting -= part.bytes() == null ? 0 : part.bytes().length;
    }
}
