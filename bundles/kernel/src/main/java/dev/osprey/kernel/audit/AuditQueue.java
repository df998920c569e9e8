package dev.osprey.kernel.audit;

import dev.osprey.access.Principal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
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

    private final AuditFile file;
    private final Clock clock;
    private final BlockingQueue<AuditLine> queue;
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer;
    private volatile boolean closed;
    /** Used by the writer only. */
    private long warnedAt = Long.MIN_VALUE;

    AuditQueue(AuditFile file, int capacity, Clock clock) {
        this.file = file;
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
        try {
            if (closed || !queue.offer(line, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                lost.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!queue.offer(line)) {
                lost.incrementAndGet();
            }
        }
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
                batch.clear();
            }
        }
        finish();
    }

    private void write(List<AuditLine> batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        batch.forEach(line -> bytes.writeBytes(line.encode()));
        long told = lost.get();
        if (told > 0) {
            bytes.writeBytes(new AuditLine(
                            clock.instant(), Principal.SYSTEM, "kernel", "audit.lost", Long.toString(told), "error")
                    .encode());
        }
        try {
            file.write(bytes.toByteArray());
            lost.addAndGet(-told);
        } catch (IOException e) {
            lost.addAndGet(batch.size());
            warn(e);
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
            file.close();
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
