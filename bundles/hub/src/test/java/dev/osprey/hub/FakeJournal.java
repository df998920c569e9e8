package dev.osprey.hub;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventJournal;
import dev.osprey.event.Gap;
import dev.osprey.event.JournalException;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Position;
import dev.osprey.event.Replay;
import dev.osprey.event.StreamInfo;
import dev.osprey.event.SubjectPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** One stream of everything, in a list. */
final class FakeJournal implements EventJournal, EventJournal.Appender {

    private final TreeMap<Long, String[]> kept = new TreeMap<>();
    volatile boolean full;
    volatile boolean broken;
    volatile boolean durable;

    /** Opened when somebody appends. */
    final CountDownLatch asked = new CountDownLatch(1);

    /** What whoever appends waits for. */
    volatile CountDownLatch writable = new CountDownLatch(0);

    /** What a reader waits for. */
    volatile CountDownLatch readable = new CountDownLatch(0);

    @Override
    public Optional<Appender> appender(String subject) {
        return Optional.of(this);
    }

    @Override
    public boolean durable() {
        return durable;
    }

    @Override
    public synchronized void append(EventBatch batch) {
        asked.countDown();
        Await.open(writable);
        if (broken) {
            throw new IllegalStateException("The journal is broken");
        }
        if (full) {
            throw new JournalException("The stream has no room; make some", null);
        }
        batch.texts((subject, sequence, bytes, from, to) ->
                kept.put(sequence, new String[] {subject, new String(bytes, from, to - from, StandardCharsets.UTF_8)}));
    }

    /** Gives up the oldest. */
    synchronized void expire(int count) {
        for (int i = 0; i < count; i++) {
            kept.pollFirstEntry();
        }
    }

    synchronized int size() {
        return kept.size();
    }

    @Override
    public long last() {
        return 0;
    }

    @Override
    public List<StreamInfo> streams() {
        return List.of();
    }

    @Override
    public Replay replay(Collection<String> patterns, Position from) {
        if (patterns.contains("nowhere")) {
            throw new NoStreamException("No stream keeps nowhere");
        }
        List<SubjectPattern> wanted = patterns.stream().map(SubjectPattern::new).toList();
        return new Replay() {
            private long next = from.sequence();

            @Override
            public Page next(int bytes) {
                Await.open(readable);
                if (broken) {
                    throw new NoStreamException("The stream has been closed; ask again");
                }
                synchronized (FakeJournal.this) {
                    Gap gap = !kept.isEmpty() && next > 0 && next < kept.firstKey()
                            ? new Gap(Gap.Reason.EXPIRED, -1, next, kept.firstKey() - 1)
                            : null;
                    List<String[]> found = new ArrayList<>();
                    long first = 0;
                    // Three at a time, so that there are many pages.
                    for (var entry : kept.tailMap(next).entrySet()) {
                        if (found.size() == 3) {
                            break;
                        }
                        next = entry.getKey() + 1;
                        String[] event = entry.getValue();
                        if (wanted.stream().anyMatch(pattern -> pattern.matches(event[0]))) {
                            found.add(event);
                        }
                    }
                    boolean end = kept.isEmpty() || next > kept.lastKey();
                    return new Page(found.isEmpty() ? null : new KeptPage(found), gap, end);
                }
            }
        };
    }

    /** Events of several subjects, with their numbers. */
    private static final class KeptPage extends TextBatch {

        private final List<String[]> kept;

        KeptPage(List<String[]> kept) {
            super("", kept.stream().map(event -> event[1]).toArray(String[]::new));
            this.kept = kept;
        }

        @Override
        public void texts(TextVisitor visitor) {
            for (String[] event : kept) {
                byte[] bytes = Bytes.utf8(event[1]);
                visitor.text(event[0], 0, bytes, 0, bytes.length);
            }
        }

        @Override
        public EventBatch only(int index) {
            return new KeptPage(kept.subList(index, index + 1));
        }
    }
}
