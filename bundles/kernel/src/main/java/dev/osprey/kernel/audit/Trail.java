package dev.osprey.kernel.audit;

import dev.osprey.kernel.audit.AuditFile.Written;
import dev.osprey.store.DocumentConflictException;
import dev.osprey.store.DocumentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chained trail: numbers lines, chains them over files and restarts, and keeps its head. This class is threadsafe. */
final class Trail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);
    private static final long KEEP_HEAD_EACH_MILLIS = 1_000;
    private static final int LOOK_BACK_LINES = 10_000;
    private static final int LOOK_BACK_FILES = 8;

    private final TrailFiles files;
    private final long limit;
    private final Clock clock;
    private final Chain chain;
    private final HeadDocument document;

    // All guarded by this.
    private final AuditFile file;
    private Head head;
    private long kept;
    private long keptAt = Long.MIN_VALUE;
    private boolean warned;

    Trail(TrailFiles files, long limit, AuditKey key, HeadDocument document, Clock clock) {
        this(files, limit, key, document, clock, FileChannel::write);
    }

    Trail(TrailFiles files, long limit, AuditKey key, HeadDocument document, Clock clock, AuditFile.Appender appender) {
        this.files = files;
        this.limit = limit;
        this.clock = clock;
        this.chain = key.chain();
        this.document = document;
        this.file = new AuditFile(files.current(), appender);
    }

    /** Appends lines. @return how many got in, and why not all */
    synchronized Outcome write(List<AuditLine> lines) {
        Batch batch;
        try {
            batch = begin();
        } catch (IOException e) {
            return failed(0, e);
        }
        lines.forEach(line -> batch.add(line, true));
        byte[] bytes = batch.bytes();
        Written written = file.write(bytes);
        Batch.Mark reached = batch.reached(written.bytes());
        if (reached != null) {
            head = reached.head();
        }
        if (written.failure() == null) {
            file.ended(null, false);
            turn();
            return new Outcome(lines.size(), null);
        }
        rememberEnd(bytes, written.bytes(), reached);
        return failed(batch.counted(reached), written.failure());
    }

    private Batch begin() throws IOException {
        boolean first = head == null;
        if (first) {
            head = recover();
        }
        file.open();
        Batch batch = new Batch(chain, head);
        Fragment fragment = file.fragment();
        if (fragment != null || file.lineBreakMissing()) {
            batch.lineBreak();
        }
        if (fragment != null) {
            batch.add(AuditLine.own(clock.instant(), AuditLine.TORN, fragment.describe(), "error"), false);
        }
        if (first && document.fault() != null) {
            batch.add(AuditLine.own(clock.instant(), AuditLine.HEAD, document.fault(), "error"), false);
        }
        return batch;
    }

    /** A kept head beyond the last line means that lines were cut off: the numbers go on behind it, and the gap stays to be seen. */
    private Head recover() throws IOException {
        Head stored = document.load();
        kept = stored.seq();
        Head last = lastLine();
        if (last.seq() < stored.seq()) {
            LOG.warn(
                    "The audit trail ends at line {}, but line {} was written: lines are missing at its end; the tool"
                            + " access.audit.verify says more",
                    last.seq(),
                    stored.seq());
            return stored;
        }
        return last;
    }

    private Head lastLine() throws IOException {
        List<Path> places = new ArrayList<>(files.full());
        places.add(files.current());
        Collections.reverse(places);
        for (Path place : places.subList(0, Math.min(places.size(), LOOK_BACK_FILES))) {
            if (!Files.isRegularFile(place)) {
                continue;
            }
            try (ReverseLines lines = new ReverseLines(place)) {
                byte[] line = lines.next();
                for (int i = 0; line != null && i < LOOK_BACK_LINES; i++, line = lines.next()) {
                    ChainedLine chained = ChainedLine.parse(line);
                    if (chained != null) {
                        return chained.head();
                    }
                }
            }
        }
        return Head.NONE;
    }

    private void rememberEnd(byte[] bytes, int written, Batch.Mark reached) {
        int from = reached == null ? 0 : reached.end();
        boolean only = reached != null && reached.end() == 1;
        Fragment before = file.fragment();
        if (written == 0) {
            return;
        }
        if (before != null && only) {
            // The marker did not get in: the next one speaks for this as well.
            file.ended(before.add(bytes, 0, written), false);
        } else if (from > written) {
            file.ended(null, true);
        } else {
            file.ended(from == written ? null : new Fragment().add(bytes, from, written), false);
        }
    }

    /** The folder may have been replaced, the disk mounted anew: the next line finds what is there then. */
    private Outcome failed(int lines, IOException reason) {
        try {
            file.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
        return new Outcome(lines, reason);
    }

    private void turn() {
        if (file.size() <= limit) {
            return;
        }
        Path full = null;
        try {
            full = files.next(clock);
            keepHead();
            file.close();
            Files.move(files.current(), full);
        } catch (IOException e) {
            // The lines are written all the same: the file grows on, and the next batch tries again.
            LOG.warn("The full audit trail could not be renamed to {}; check the owner of the logs", full, e);
        }
    }

    /** Call about once a second: keeps the head, and notices when the file was moved or cut under way. */
    synchronized void tend() {
        long now = clock.millis();
        if (head == null || keptAt != Long.MIN_VALUE && now - keptAt >= 0 && now - keptAt < KEEP_HEAD_EACH_MILLIS) {
            return;
        }
        keptAt = now;
        try {
            if (!file.inPlace()) {
                LOG.warn("{} was moved, removed or cut while Osprey wrote it; a new one begins", files.current());
                file.close();
            }
            keepHead();
        } catch (IOException e) {
            warn("The audit trail could not be brought to the disk; check it", e);
        }
    }

    /** Once, until it works again: this comes up each second. */
    private void warn(String message, Exception cause) {
        if (!warned) {
            warned = true;
            LOG.warn(message, cause);
        }
    }

    private void keepHead() throws IOException {
        if (head.seq() == kept) {
            return;
        }
        file.force();
        try {
            document.save(head);
            kept = head.seq();
            warned = false;
        } catch (DocumentException | DocumentConflictException e) {
            warn("The head of the audit trail could not be kept", e);
        }
    }

    /** The trail as it is now; close it. */
    synchronized Snapshot snapshot() throws IOException {
        FileChannel open = null;
        try {
            open = FileChannel.open(files.current(), StandardOpenOption.READ);
            return new Snapshot(files.full(), files.current(), open, open.size(), head == null ? Head.NONE : head);
        } catch (NoSuchFileException none) {
            return new Snapshot(files.full(), files.current(), null, 0, head == null ? Head.NONE : head);
        } catch (IOException e) {
            if (open != null) {
                open.close();
            }
            throw e;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (head != null) {
            keepHead();
        }
        file.close();
    }

    /**
     * What became of a write.
     *
     * @param lines how many got in
     * @param failure why not all, or null
     */
    record Outcome(int lines, IOException failure) {}

    /**
     * Which files there are, and how far they go.
     *
     * @param full the full ones, oldest first
     * @param current where the present one is
     * @param open the present one, or null if there is none
     * @param size how much of it counts
     * @param head the head at this moment
     */
    record Snapshot(List<Path> full, Path current, FileChannel open, long size, Head head) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
            }
        }
    }
}
