package dev.osprey.process.stream;

import dev.osprey.process.ByteListener;
import dev.osprey.process.Output.Handle;
import dev.osprey.process.OutputListener.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains one stream of a process to its end and hands its bytes to whoever listens. It reads no faster than the slowest listener takes, and
 * not at all while it is held: then the process's pipe fills and the process waits.
 */
final class BytePump implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(BytePump.class);
    private static final int FIRST_BUFFER = 8 * 1024;
    // What a pipe holds: a larger buffer never fills.
    private static final int LARGEST_BUFFER = 64 * 1024;

    private final String name;
    private final Stream stream;
    private final InputStream in;
    private final List<ByteListener> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    // guarded by this
    private int holds;
    // guarded by this
    private boolean abandoned;
    // guarded by this
    private boolean over;
    private volatile long readingSince;
    private volatile long delivered;

    BytePump(String name, Stream stream, InputStream in) {
        this.name = name;
        this.stream = stream;
        this.in = in;
    }

    Handle subscribe(ByteListener listener) {
        synchronized (this) {
            if (!over) {
                listeners.add(listener);
                return () -> listeners.remove(listener);
            }
        }
        end(listener);
        return () -> {};
    }

    synchronized Handle hold() {
        holds++;
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                release();
            }
        };
    }

    private synchronized void release() {
        holds--;
        notifyAll();
    }

    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    private synchronized void awaitRelease() {
        boolean interrupted = false;
        while (holds > 0 && !abandoned) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody else drains this stream.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        byte[] buffer = new byte[FIRST_BUFFER];
        try {
            for (int n = read(buffer); n >= 0; n = read(buffer)) {
                awaitRelease();
                deliver(buffer, n);
                if (n == buffer.length && n < LARGEST_BUFFER) {
                    buffer = new byte[LARGEST_BUFFER];
                }
            }
        } catch (IOException closed) {
            LOG.debug("{} {} was closed", name, stream, closed);
        } finally {
            finish();
        }
    }

    private int read(byte[] buffer) throws IOException {
        awaitRelease();
        readingSince = System.nanoTime() | 1;
        int n = in.read(buffer);
        readingSince = 0;
        return n;
    }

    private void deliver(byte[] buffer, int n) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n).asReadOnlyBuffer();
        for (ByteListener listener : listeners) {
            try {
                listener.onBytes(stream, bytes.duplicate());
            } catch (RuntimeException | LinkageError e) {
                listeners.remove(listener);
                LOG.warn("A listener for {} of {} failed and gets no more of it", stream, name, e);
            }
        }
        delivered += n;
    }

    private void finish() {
        awaitRelease();
        try {
            in.close();
        } catch (IOException e) {
            LOG.debug("{} {} could not be closed", name, stream, e);
        }
        List<ByteListener> last;
        synchronized (this) {
            over = true;
            last = List.copyOf(listeners);
            listeners.clear();
        }
        last.forEach(this::end);
        ended.complete(null);
    }

    private void end(ByteListener listener) {
        try {
            listener.onEnd(stream);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A listener failed at the end of {} of {}", stream, name, e);
        }
    }

    /** Done when all was delivered. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** How many bytes were delivered. */
    long delivered() {
        return delivered;
    }

    /** Whether it has been waiting for the process for so long, but not counting before a moment, that its pipe must be empty. */
    boolean idle(long nanos, long from) {
        long since = readingSince;
        return since != 0 && System.nanoTime() - Math.max(since, from) >= nanos;
    }
}
