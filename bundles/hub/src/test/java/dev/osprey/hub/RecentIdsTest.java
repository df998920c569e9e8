package dev.osprey.hub;

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
    void idsOfAnyLengthAreToldApart() {
        for (int length = 0; length < 64; length++) {
            assertTrue(recent.add(source, new byte[64], 0, length));
        }
        for (int length = 0; length < 64; length++) {
            assertFalse(recent.add(source, new byte[64], 0, length));
        }
    }

    private boolean add(long from, int id) {
        byte[] bytes = Bytes.utf8("0b5c0000-0000-4000-8000-" + id);
        return recent.add(from, bytes, 0, bytes.length);
    }
}
