package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** Near the end of its range: monotonic time may overflow. */
    private final AtomicLong time =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());

    private final Leases leases = new Leases(time::get);

    private record Service(long serviceId) implements Publication {
        @Override
        public void withdraw() {
            throw new UnsupportedOperationException();
        }
    }

    private Lease lease(String id) {
        Lease lease = leases.claim(id, id, Limits.DEFAULT);
        assertTrue(lease.attach(new Service(1), leases.now(), Duration.ofSeconds(60), Instant.EPOCH)
                .accepted());
        return lease;
    }

    private int passAndSweep(int seconds) {
        time.addAndGet(Duration.ofSeconds(seconds).toNanos());
        return leases.sweep(PERIOD).size();
    }

    @Test
    void expiresAtTheFirstSweepAfterItsTime() {
        lease("a");
        for (int i = 0; i < 11; i++) {
            assertEquals(0, passAndSweep(5));
        }
        assertEquals(1, passAndSweep(5));
        assertEquals(0, leases.size());
    }

    @Test
    void aLongPauseOfTheWholeProcessExpiresNobody() {
        lease("a");
        assertEquals(0, passAndSweep(5));
        assertEquals(0, passAndSweep(3 * 60 * 60));
        for (int i = 0; i < 9; i++) {
            assertEquals(0, passAndSweep(5));
        }
        assertEquals(1, passAndSweep(5));
    }

    @Test
    void aPauseGivesNoMoreThanAFullTerm() {
        Lease lease = lease("a");
        time.addAndGet(Duration.ofHours(1).toNanos());
        lease.touch(leases.now(), Duration.ofSeconds(60), Instant.EPOCH);
        assertEquals(0, leases.sweep(PERIOD).size());
        for (int i = 0; i < 11; i++) {
            assertEquals(0, passAndSweep(5));
        }
        assertEquals(1, passAndSweep(5));
    }

    @Test
    void anEndedLeaseTakesNothingMore() {
        Lease lease = lease("a");
        assertTrue(lease.end());
        assertFalse(lease.end());
        assertFalse(lease.touch(leases.now(), Duration.ofSeconds(60), Instant.EPOCH));
        Lease.Attached late = lease.attach(new Service(2), leases.now(), Duration.ofSeconds(60), Instant.EPOCH);
        assertEquals(new Lease.Attached(false, new Service(2)), late);
    }

    @Test
    void ofTwoPublicationsTheLaterStays() {
        Lease lease = lease("a");
        Duration ttl = Duration.ofSeconds(60);
        assertEquals(
                new Service(1),
                lease.attach(new Service(3), 0, ttl, Instant.EPOCH).obsolete());
        assertEquals(
                new Service(2),
                lease.attach(new Service(2), 0, ttl, Instant.EPOCH).obsolete());
        assertEquals(new Service(3), lease.publication());
    }
}
