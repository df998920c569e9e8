package dev.osprey.kernel.audit;

import dev.osprey.access.Principal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands lines to one writer thread. A full queue holds the caller up for a moment; what still finds no room, or what the disk
 * refuses, is lost, and the next line that gets through says how many were. This class is threadsafe.
 */
final class AuditQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditQueue.class);
    private static final int BATCH = 256;
    private static final long PATIENCE_MILLIS = 20;
    private static final long WARN_EACH_MILLIS = 60_000;
    private static final long LAST_WRITES_MILLIS = 5_000;

    /** Wakes the writer up at the end. */
    private static final AuditLine END = new AuditLine(Instant.EPOCH, Principal.SYSTEM, "", "", "", "");

    private final Trail trail;
    private final Clock clock;
    private final BlockingQueue<AuditLine> queue;
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong added = new AtomicLong();
    /** Guards {@link #handled}; told whenever it grows. */
    private final Object progress = new Object();

    private long handled;
    private final Thread writer;
    private volatile boolean closed;
    /** Used by the writer only. */
    private long warnedAt = Long.MIN_VALUE;

    AuditQueue(Trail trail, int capacity, Clock clock) {
        this.trail = trail;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(Math.max(1, capacity));
        this.writer = new Thread(this::run, "osprey-audit-writer");
        writer.setDaemon(true);
    }

    void start() {
        writer.start();
    }

    void add(Principal principal, String door, String action, String resource, String outcome) {
        AuditLine line = new AuditLine(clock.instant(), principal, door, action, resource, outcome);
        boolean taken;
        try {
            taken = !closed && queue.offer(line, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            taken = queue.offer(line);
        }
        (taken ? added : lost).incrementAndGet();
    }

    /** Waits until what was added before has been written or given up. @return whether it has within this time */
    boolean settle(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        long target = added.get();
        synchronized (progress) {
            while (handled < target) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0 || !writer.isAlive()) {
                    return false;
                }
                try {
                    progress.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }

    /** Lines that did not get through and are not yet told of in the file. */
    long lost() {
        return lost.get();
    }

    private void run() {
        List<AuditLine> batch = new ArrayList<>(BATCH);
        while (!closed || !queue.isEmpty()) {
            try {
                AuditLine first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    batch.add(first);
                }
            } catch (InterruptedException e) {
                LOG.debug("Nobody ends this thread by an interrupt; it goes on until it is closed");
            }
            queue.drainTo(batch, BATCH);
            batch.removeIf(line -> line == END);
            if (!batch.isEmpty() || lost.get() > 0) {
                write(batch);
                synchronized (progress) {
                    handled += batch.size();
                    progress.notifyAll();
                }
                batch.clear();
            }
            trail.tend();
        }
        finish();
    }

    private void write(List<AuditLine> batch) {
        List<AuditLine> lines = batch;
        long told = lost.get();
        if (told > 0) {
            lines = new ArrayList<>(batch);
            lines.add(AuditLine.own(clock.instant(), AuditLine.LOST, Long.toString(told), "error"));
        }
        Trail.Outcome outcome = trail.write(lines);
        if (outcome.lines() == lines.size()) {
            lost.addAndGet(-told);
        } else {
            lost.addAndGet(Math.max(0, batch.size() - outcome.lines()));
        }
        if (outcome.failure() != null) {
            warn(outcome.failure());
        }
    }

    private void warn(IOException cause) {
        long now = clock.millis();
        if (warnedAt == Long.MIN_VALUE || now - warnedAt >= WARN_EACH_MILLIS) {
            warnedAt = now;
            LOG.warn(
                    "The audit trail cannot be written, {} lines are lost so far; check free space and owner of the logs",
                    lost.get(),
                    cause);
        }
    }

    private void finish() {
        try {
            trail.close();
        } catch (IOException e) {
            LOG.warn("The last lines of the audit trail may not be on the disk", e);
        }
    }

    /** Writes what is queued, then ends. */
    @Override
    public void close() {
        closed = true;
        // No interrupt: it would close the file in the middle of a write. If there is no room, the writer is awake
        // anyway.
        queue.offer(END);
        try {
            writer.join(LAST_WRITES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long missing = queue.stream().filter(line -> line != END).count() + lost.get();
        if (missing > 0) {
            LOG.warn("The last {} lines of the audit trail could not be written", missing);
        }
    }
}
