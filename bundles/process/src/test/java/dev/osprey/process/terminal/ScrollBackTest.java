package dev.osprey.process.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ScrollBackTest {

    @Property
    void itHoldsTheLastBytesAtTheirOffsets(
            @ForAll @IntRange(min = 1, max = 9_000) int most,
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 12_000) Integer> pieces) {
        ScrollBack scrollBack = new ScrollBack(most);
        byte[] all = new byte[pieces.stream().mapToInt(Integer::intValue).sum()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 31 + i / 256);
        }
        int at = 0;
        for (int piece : pieces) {
            scrollBack.add(all, at, piece);
            at += piece;
            assertEquals(at, scrollBack.next());
            int start = (int) scrollBack.start();
            assertEquals(Math.max(0, at - most), start);
            assertArrayEquals(Arrays.copyOfRange(all, start, at), scrollBack.copy(start, Integer.MAX_VALUE));
            int middle = start + (at - start) / 2;
            assertArrayEquals(Arrays.copyOfRange(all, middle, Math.min(at, middle + 7)), scrollBack.copy(middle, 7));
        }
    }
}
