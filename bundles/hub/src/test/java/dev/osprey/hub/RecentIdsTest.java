package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentIdsTest {

    private final RecentIds recent = new RecentIds();
    private final long source = recent.source(Bytes.utf8("m"));

    @Test
    void idIsNewOncePerSource() {
        assertTrue(add(source, 1));
        assertFalse(add(source, 1));
        assertTrue(add(recent.source(Bytes.utf8("n")), 1));
    }

    @Test
    void atLeastOneGenerationIsRememberedAndOldOnesAreForgotten() {
        int count = RecentIds.GENERATION * 4;
        for (int i = 0; i < count; i++) {
            assertTrue(add(source, i));
            int back = i - RecentIds.GENERATION * 9 / 10;
            if (back > 0 && i % 1000 == 0) {
                assertFalse(add(source, back), "still remembered");
            }
        }
        assertTrue(add(source, 1), "forgotten long ago");
    }

    @Test
    void idOfARunThatHasFailedIsNewAgainAndTheOthersAreNot() {
        for (int i = 0; i < 1000; i++) {
            if (i != 500) {
                add(source, i);
            }
        }
        long[] run = {hash(500)};
        assertEquals(0, recent.add(run, 1, true));
        recent.settle(run, 1, false);
        for (int i = 0; i < 1000; i++) {
            assertEquals(i == 500, add(source, i), "id " + i);
        }
    }

    @Test
    void idsOfAnyLengthAreToldApart() {
        for (int length = 0; length < 64; length++) {
            assertTrue(add(source, new byte[length]));
        }
        for (int length = 0; length < 64; length++) {
            assertFalse(add(source, new byte[length]));
        }
    }

    @Test
    void idsOfOneRunAreComparedWithEachOtherAndEventsWithoutOneAreAlwaysNew() {
        long[] run = {7, RecentIds.NONE, 8, 7, RecentIds.NONE};
        assertEquals(1, recent.add(run, 5, false));
        assertArrayEquals(new long[] {7, RecentIds.NONE, 8, RecentIds.KNOWN, RecentIds.NONE}, run);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void duplicateOfARunThatMayFailWaitsForItsFate(boolean published) throws Exception {
        long[] run = {hash(1), hash(2)};
        recent.add(run, 2, true);
        long[] later = {hash(3), hash(2), hash(3), hash(4)};
        FutureTask<Integer> known = new FutureTask<>(() -> recent.add(later, 4, false));
        Thread thread = new Thread(known, "test-duplicate");
        thread.start();
        Await.until(() -> thread.getState() == Thread.State.WAITING);
        assertTrue(add(source, 5), "others do not wait");
        assertTrue(add(source, 4), "nor for who waits");
        recent.settle(run, 2, published);
        assertEquals(published ? 3 : 2, known.get(20, TimeUnit.SECONDS));
        assertArrayEquals(
                new long[] {hash(3), published ? RecentIds.KNOWN : hash(2), RecentIds.KNOWN, RecentIds.KNOWN}, later);
    }

    @Test
    @Timeout(60)
    void whatIsKnownHasBeenPublishedOnceHoweverManyMeet() throws Exception {
        Set<Long> published = ConcurrentHashMap.newKeySet();
        List<FutureTask<Void>> all = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Random random = new Random(t);
            all.add(new FutureTask<>(() -> {
                for (int round = 0; round < 20_000; round++) {
                    int first = round / 4 + random.nextInt(8);
                    long[] ids = {hash(first), hash(first + random.nextInt(3) + 1), hash(first + 4)};
                    long[] run = ids.clone();
                    recent.add(run, 3, true);
                    boolean fails = random.nextInt(3) == 0;
                    for (int i = 0; i < 3; i++) {
                        if (run[i] == RecentIds.KNOWN) {
                            assertTrue(published.contains(ids[i]), "known, so published");
                        } else if (!fails) {
                            assertTrue(published.add(ids[i]), "published once");
                        }
                    }
                    recent.settle(run, 3, !fails);
                }
                return null;
            }));
        }
        all.forEach(task -> new Thread(task, "test-run").start());
        for (FutureTask<Void> task : all) {
            task.get();
        }
    }

    @Test
    void runsThatMayFailAreSettledApart() {
        long[] one = {hash(1)};
        long[] two = {hash(2)};
        recent.add(one, 1, true);
        recent.add(two, 1, true);
        recent.settle(one, 1, true);
        recent.settle(two, 1, false);
        assertFalse(add(source, 1));
        assertTrue(add(source, 2));
    }

    private long hash(int id) {
        byte[] bytes = Bytes.utf8("0b5c0000-0000-4000-8000-" + id);
        return recent.hash(source, bytes, 0, bytes.length);
    }

    private boolean add(long from, int id) {
        return add(from, Bytes.utf8("0b5c0000-0000-4000-8000-" + id));
    }

    private boolean add(long from, byte[] id) {
        return recent.add(new long[] {recent.hash(from, id, 0, id.length)}, 1, false) == 0;
    }
}
