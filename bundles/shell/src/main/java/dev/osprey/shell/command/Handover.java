package dev.osprey.shell.command;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Hands things from the thread that brings them to the thread that shows them, one at a time: what cannot be shown fast enough waits,
 * and is counted if it is dropped, where it comes from. Thread-safe; closing it lets a waiting giver go.
 */
final class Handover<T> implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;

    private final BlockingQueue<T> queue = new SynchronousQueue<>(true);
    private volatile boolean closed;

    /** Waits until the thing is taken, or nobody will take it any more. */
    void give(T thing) {
        try {
            while (!closed && !queue.offer(thing, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes until the count is reached, the time is over, the reader has gone, or the thread is interrupted, which is how Ctrl-C
     * arrives.
     *
     * @param count zero for no end
     * @param time zero for no end
     * @param reader says whether the thing counts
     */
    void drain(int count, Duration time, BooleanSupplier abandoned, Predicate<T> reader) {
        long start = System.nanoTime();
        long limit = time.isZero() ? Long.MAX_VALUE : time.toNanos();
        int taken = 0;
        try {
            while ((count == 0 || taken < count) && System.nanoTime() - start < limit && !abandoned.getAsBoolean()) {
                long left = limit - (System.nanoTime() - start);
                T next = queue.poll(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)), TimeUnit.NANOSECONDS);
                if (next != null && reader.test(next)) {
                    taken++;
                }
            }
        } catch (InterruptedException ctrlC) {
            // The end that a person chose; the flag stays down, the shell goes on with the next command.
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
