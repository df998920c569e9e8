package dev.osprey.process.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LibcTest {

    private Libc libc;

    @BeforeEach
    void load() {
        assumeTrue(Libc.get().isPresent(), "the C library cannot be called here");
        libc = Libc.get().get();
    }

    @Test
    void aSignalReachesAProcessAndAGroup() throws Exception {
        Process process = Staged.start(List.of(), "sleep", "1000");
        Await.until("it leads its group", () -> libc.kill(-process.pid(), 0));
        assertTrue(libc.kill(process.pid(), 0));
        assertTrue(libc.kill(-process.pid(), 15));
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
        assertFalse(libc.kill(process.pid(), 0));
    }

    @Test
    void noSignalGoesToInitOrToEverybody() {
        for (long pid : new long[] {0, 1, -1}) {
            assertThrows(IllegalArgumentException.class, () -> libc.kill(pid, 15));
        }
    }
}
