package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import dev.osprey.event.EventJournal;
import dev.osprey.event.Gap;
import dev.osprey.event.JournalException;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Position;
import dev.osprey.event.Replay;
import dev.osprey.event.StreamInfo;
import dev.osprey.event.SubjectPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps everything on {@code kept.>} in memory, up to a limit, and gives it in pages of so many events. */
final class FakeJournal implements EventJournal, EventJournal.Appender {

    private static final SubjectPattern KEPT = new SubjectPattern("kept.>");

    private final int limit;
    private final int page;
    private final List<Event> events = new ArrayList<>();
    private long gone;
    private long lastBefore;

    volatile RuntimeException appendFails;
    final AtomicInteger readsThatFail = new AtomicInteger();
    final AtomicInteger largestPage = new AtomicInteger();
    volatile Runnable beforeRead = () -> {};

    FakeJournal(int limit, int page) {
        this.limit = limit;
        this.page = page;
    }

    FakeJournal after(long last) {
        lastBefore = last;
        return this;
    }

    @Override
    public Optional<Appender> appender(String subject) {
        return KEPT.matches(subject) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public synchronized long last() {
        return events.isEmpty() ? lastBefore : events.get(events.size() - 1).sequence();
    }

    @Override
    public List<StreamInfo> streams() {
        return List.of();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void append(EventBatch batch) {
        RuntimeException failure = appendFails;
        if (failure != null) {
            throw new JournalException("The disk is full", failure);
        }
        synchronized (this) {
            events.addAll(batch.events());
            while (events.size() > limit) {
                gone = events.remove(0).sequence();
            }
        }
    }

    @Override
    public Replay replay(Collection<String> patterns, Position from) {
        if (patterns.stream().anyMatch(pattern -> !pattern.startsWith("kept."))) {
            throw new NoStreamException("No stream keeps " + patterns);
        }
        List<SubjectPattern> wanted = patterns.stream().map(SubjectPattern::new).toList();
        return new Replay() {
            private long next = from.sequence();

            @Override
            public Page next(int bytes) {
                beforeRead.run();
                if (readsThatFail.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    throw new IllegalStateException("cannot be read now");
                }
                return read();
            }

            private Page read() {
                synchronized (FakeJournal.this) {
                    Gap gap = gone > 0 && gone >= next ? new Gap(Gap.Reason.EXPIRED, -1, next, gone) : null;
                    List<Event> found = new ArrayList<>();
                    boolean end = true;
                    for (Event event : events) {
                        if (event.sequence() >= next && found.size() == page) {
                            end = false;
                            break;
                        }
                        if (event.sequence() >= next) {
                            next = event.sequence() + 1;
                            if (wanted.stream().anyMatch(pattern -> pattern.matches(event.subject()))) {
                                found.add(event);
                            }
                        }
                    }
                    next = Math.max(next, gone + 1);
                    largestPage.accumulateAndGet(found.size(), Math::max);
                    return new Page(found.isEmpty() ? null : new Kept(found), gap, end);
                }
            }
        };
    }

    /** A page. */
    private record Kept(List<Event> events) implements EventBatch {
        @Override
        public int size() {
            return events.size();
        }

        @Override
        public void number(long first) {
            throw new UnsupportedOperationException("They have numbers");
        }

        @Override
        public void texts(TextVisitor visitor) {
            throw new UnsupportedOperationException("Nobody asks for text here");
        }

        @Override
        public EventBatch only(int index) {
            return new Kept(List.of(events.get(index)));
        }
    }
}
