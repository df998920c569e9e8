package dev.osprey.hub;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventRouter;
import dev.osprey.event.SubjectPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * The newest event of each subject that was published to be retained. Changed between two publications only
 * ({@link EventRouter#inOrder}), read by any thread; in memory.
 */
final class Retained {

    /** About what an entry costs beside its frame and subject. */
    private static final int ENTRY = 256;

    private final EventRouter router;
    private final int maxEvents;
    private final long maxBytes;
    private final ConcurrentNavigableMap<String, Kept> bySubject = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<Long, Kept> bySequence = new ConcurrentSkipListMap<>();
    /** Written in order. */
    private volatile int count;
    /** Written in order. */
    private volatile long bytes;

    private record Kept(String subject, long sequence, EventBatch event, long bytes) {}

    Retained(EventRouter router, int maxEvents, long maxBytes) {
        this.router = router;
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /**
     * Publishes one event and keeps it in place of the one before.
     *
     * @param batch of one event, which owns its bytes
     * @throws RefusedException if there is no room; then it is not published
     */
    void publish(String subject, FrameBatch batch, Consumer<EventBatch> publication) {
        router.inOrder(() -> {
            Kept before = bySubject.get(subject);
            long size = batch.length() + subject.getBytes(StandardCharsets.UTF_8).length + ENTRY;
            long bytesThen = bytes + size - (before == null ? 0 : before.bytes);
            if (before == null && count >= maxEvents || bytesThen > maxBytes) {
                throw new RefusedException(new Refusal(
                        "retained_full",
                        "There is no room to retain this: " + count + " events with " + bytes
                                + " bytes are, of at most " + maxEvents + " and " + maxBytes + ".",
                        "Take others back with \"retain\":true,\"data\":null, or raise retained.max or retained.bytes in"
                                + " dev.osprey.hub."));
            }
            publication.accept(batch);
            Kept kept = new Kept(subject, router.last(), batch.only(0), size);
            bySubject.put(subject, kept);
            bySequence.put(kept.sequence, kept);
            forget(before);
            count += before == null ? 1 : 0;
            bytes = bytesThen;
        });
    }

    /** Publishes one event and keeps none of its subject any more. */
    void remove(String subject, EventBatch batch, Consumer<EventBatch> publication) {
        router.inOrder(() -> {
            publication.accept(batch);
            Kept before = bySubject.remove(subject);
            forget(before);
            if (before != null) {
                count--;
                bytes -= before.bytes;
            }
        });
    }

    private void forget(Kept before) {
        if (before != null) {
            bySequence.remove(before.sequence);
        }
    }

    /**
     * Subscribes, and shows what is retained under the patterns, oldest first: each subject once, and either here or live.
     *
     * @param had what was subscribed to before: its events are known already
     * @param show called between two publications, before the subscription begins; not if there is nothing
     */
    void subscribe(
            Collection<String> patterns,
            Collection<String> had,
            Consumer<List<EventBatch>> show,
            Runnable subscription) {
        // The long look goes first, so that publications wait for the short one only.
        var newest = bySequence.lastEntry();
        long seen = newest == null ? 0 : newest.getKey();
        List<SubjectPattern> wanted = patterns.stream().map(SubjectPattern::new).toList();
        List<SubjectPattern> known = had.stream().map(SubjectPattern::new).toList();
        List<String> found = new ArrayList<>();
        for (String subject : bySubject.keySet()) {
            if (matches(subject, wanted, known)) {
                found.add(subject);
            }
        }
        router.inOrder(() -> {
            List<Kept> all = new ArrayList<>();
            for (String subject : found) {
                Kept kept = bySubject.get(subject);
                if (kept != null && kept.sequence <= seen) {
                    all.add(kept);
                }
            }
            all.sort(Comparator.comparingLong(Kept::sequence));
            for (Kept kept : bySequence.tailMap(seen, false).values()) {
                if (matches(kept.subject, wanted, known)) {
                    all.add(kept);
                }
            }
            if (!all.isEmpty()) {
                show.accept(all.stream().map(Kept::event).toList());
            }
            subscription.run();
        });
    }

    private static boolean matches(String subject, List<SubjectPattern> wanted, List<SubjectPattern> known) {
        return wanted.stream().anyMatch(pattern -> pattern.matches(subject))
                && known.stream().noneMatch(pattern -> pattern.matches(subject));
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }
}
