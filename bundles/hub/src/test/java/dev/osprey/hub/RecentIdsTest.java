package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

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
    void forgottenIdIsNewAgainAndTheOthersAreNot() {
        for (int i = 0; i < 1000; i++) {
            add(source, i);
        }
        byte[] id = Bytes.utf8("0b5c0000-0000-4000-8000-500");
        recent.forget(new long[] {recent.hash(source, id, 0, id.length)}, 1);
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
        assertEquals(1, recent.add(run, 5));
        assertArrayEquals(new long[] {7, RecentIds.NONE, 8, RecentIds.KNOWN, RecentIds.NONE}, run);
    }

    private boolean add(long from, int id) {
        return add(from, Bytes.utf8("0b5c0000-0000-4000-8000-" + id));
    }

    private boolean add(long from, byte[] id) {
        return recent.add(new long[] {recent.hash(from, id, 0, id.length)}, 1) == 0;
    }
}
