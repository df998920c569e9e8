package dev.osprey.kernel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventDraft;
import dev.osprey.event.Gap;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.event.SubscriptionOptions.Overflow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against a list of numbers from which one at a time goes. */
class BacklogTest {

    /** A batch of so many events is put, 0 for a published one; or, if negative, at most so many are taken. */
    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(-7, 5).list().ofMaxSize(120);
    }

    @Property(tries = 2000)
    void oldestGoFirstAndEveryNumberIsDeliveredOrReportedInItsPlace(
            @ForAll("steps") List<Integer> steps, @ForAll @IntRange(min = 1, max = 40) int capacity) {
        run(steps, capacity, Overflow.DROP_OLDEST);
    }

    @Property(tries = 2000)
    void newestGoFirstAndEveryNumberIsDeliveredOrReportedInItsPlace(
            @ForAll("steps") List<Integer> steps, @ForAll @IntRange(min = 1, max = 40) int capacity) {
        run(steps, capacity, Overflow.DROP_NEWEST);
    }

    private static void run(List<Integer> steps, int capacity, Overflow overflow) {
        Backlog backlog = new Backlog(new SubscriptionOptions(null, capacity, overflow));
        Told told = new Told();
        Receiver receiver = new Receiver("test", told);
        Claim claim = new Claim();
        Deque<Long> model = new ArrayDeque<>();
        List<Long> expected = new ArrayList<>();
        long last = 0;
        for (int step : steps) {
            if (step >= 0) {
                int size = Math.max(1, step);
                int lost = 0;
                for (long n = last + 1; n <= last + size; n++) {
                    if (overflow == Overflow.DROP_NEWEST && model.size() == capacity) {
                        lost++;
                        continue;
                    }
                    model.add(n);
                    if (model.size() > capacity) {
                        model.remove();
                        lost++;
                    }
                }
                assertEquals(lost, backlog.put(step == 0 ? published(last + 1) : Numbers.of("a", last + 1, size, 0)));
                last += size;
            } else if (!backlog.isEmpty()) {
                long before = backlog.takeLost();
                if (before > 0) {
                    receiver.overflow(before);
                }
                backlog.take(-step, claim);
                assertTrue(claim.events() <= -step, "no more than asked for");
                for (int i = 0; i < claim.events(); i++) {
                    expected.add(model.remove());
                }
                receiver.deliver(claim);
            }
            assertEquals(model.size(), backlog.queued());
        }
        assertEquals(expected, told.delivered);
        told.assertComplete();
    }

    private static PublishedBatch published(long sequence) {
        PublishedBatch batch = new PublishedBatch(
                EventDraft.of("a", null), "test", Instant.EPOCH, new byte[] {'1'}, false, new EventIds());
        batch.number(sequence);
        return batch;
    }

    @Test
    void weightIsBoundedAndGivenBack() {
        Backlog backlog = new Backlog(SubscriptionOptions.DEFAULT);
        int megabyte = 1 << 20;
        assertEquals(0, backlog.put(Numbers.of("a", 1, 64, 64 * megabyte)));
        assertEquals(2, backlog.put(Numbers.of("a", 65, 2, 2 * megabyte)));
        Claim claim = new Claim();
        backlog.take(60, claim);
        assertEquals(60, claim.events());
        assertEquals(4, backlog.queued());
        assertEquals(0, backlog.put(Numbers.of("a", 67, 60, 60 * megabyte)));
        assertEquals(1, backlog.put(Numbers.of("a", 127, 1, megabyte)));
    }

    @Test
    void oneEventThatIsTooHeavyIsTakenNevertheless() {
        for (Overflow overflow : Overflow.values()) {
            Backlog backlog = new Backlog(new SubscriptionOptions(null, 10, overflow));
            assertEquals(0, backlog.put(Numbers.of("a", 1, 1, 100 << 20)));
            assertEquals(1, backlog.put(Numbers.of("a", 2, 1, 100 << 20)));
            assertEquals(1, backlog.queued());
        }
    }

    @Test
    void whatWasTakenIsNotTouchedByWhatComesLater() {
        Backlog backlog = new Backlog(SubscriptionOptions.DEFAULT);
        backlog.put(published(1));
        backlog.put(published(2));
        Claim claim = new Claim();
        backlog.take(1024, claim);
        for (int n = 3; n < 2_000; n++) {
            backlog.put(published(n));
        }
        Told told = new Told();
        new Receiver("test", told).deliver(claim);
        assertEquals(List.of(1L, 2L), told.delivered);
    }

    /** What a listener was told; event numbers begin with 1, as places do. */
    private static final class Told implements EventBatchListener {
        private final List<Long> delivered = new ArrayList<>();
        private long place;

        @Override
        public void onEvents(List<Event> events) {
            for (Event event : events) {
                assertEquals(++place, event.sequence(), "nothing is missing that no gap has told of");
                delivered.add(event.sequence());
            }
        }

        @Override
        public void onGap(Gap gap) {
            assertEquals(new Gap(Gap.Reason.OVERFLOW, gap.count(), place + 1, place + gap.count()), gap);
            assertTrue(gap.count() > 0, "a gap has a size");
            place += gap.count();
        }

        void assertComplete() {
            assertTrue(place >= delivered.size());
        }
    }
}
