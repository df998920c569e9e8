package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeasesTest {

    private static final Duration TTL = Duration.ofSeconds(60);

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
        assertTrue(attach(lease, 1, "one", Lease.NOBODY).accepted());
        return lease;
    }

    private Lease.Attached attach(Lease lease, long service, String incarnation, String seen) {
        return lease.attach(new Service(service), new Lease.Claim(incarnation, seen), leases.now(), TTL, Instant.EPOCH);
    }

    private boolean touch(Lease lease, String incarnation) {
        return lease.touch(new Fence(incarnation), leases.now(), TTL, Instant.EPOCH);
    }

    /** Time in which the process runs. */
    private int run(Duration duration) {
        int expired = 0;
        for (long ticks = duration.dividedBy(LeaseClock.TICK); ticks > 0; ticks--) {
            time.addAndGet(LeaseClock.TICK.toNanos());
            leases.tick();
            expired += leases.sweep().size();
        }
        return expired;
    }

    private void pause(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    @Test
    void expiresWhenItsTimeHasPassed() {
        lease("a");
        assertEquals(0, run(TTL.minus(LeaseClock.TICK)));
        assertEquals(1, run(LeaseClock.TICK));
        assertEquals(0, leases.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 8, 59, 61, 3 * 60 * 60, 100L * 365 * 24 * 60 * 60})
    void aPauseOfTheWholeProcessTakesNothingFromALease(long seconds) {
        lease("a");
        run(Duration.ofSeconds(30));
        pause(Duration.ofSeconds(seconds));
        leases.tick();
        assertEquals(0, leases.sweep().size());
        assertEquals(0, run(Duration.ofSeconds(29)));
        assertEquals(1, run(Duration.ofSeconds(1)), "but the silent one expires");
    }

    @Test
    void aSweepThatWasPausedAmidDoesNotExpireAnybodyEither() {
        lease("a");
        pause(Duration.ofHours(1));
        assertEquals(0, leases.sweep().size(), "the look at the clock came late, within the sweep");
        leases.tick();
        assertEquals(0, leases.sweep().size());
        assertEquals(0, run(Duration.ofSeconds(59)));
        assertEquals(1, run(Duration.ofSeconds(1)));
    }

    @Test
    void manyPausesInARowWithHardlyAMomentBetweenExpireNobody() {
        lease("a");
        for (int i = 0; i < 100; i++) {
            pause(Duration.ofSeconds(4));
            leases.tick();
            assertEquals(0, leases.sweep().size());
        }
        assertEquals(1, run(Duration.ofSeconds(60)));
    }

    @Test
    void aPauseGivesNoMoreThanAFullTerm() {
        Lease lease = lease("a");
        pause(Duration.ofHours(1));
        assertTrue(touch(lease, "one"), "a heartbeat before anybody has noticed the pause");
        leases.tick();
        assertEquals(0, run(Duration.ofSeconds(59)));
        assertEquals(1, run(Duration.ofSeconds(1)));
    }

    @Test
    void anEndedLeaseTakesNothingMore() {
        Lease lease = lease("a");
        assertTrue(lease.end(Fence.NONE));
        assertFalse(lease.end(Fence.NONE));
        assertFalse(touch(lease, "one"));
        assertEquals(new Lease.Attached(false, new Service(2)), attach(lease, 2, "one", "one"));
    }

    @Test
    void ofTwoPublicationsTheLaterStays() {
        Lease lease = lease("a");
        assertEquals(new Service(1), attach(lease, 3, "one", "one").obsolete());
        assertEquals(new Service(2), attach(lease, 2, "one", "one").obsolete());
        assertEquals(new Service(3), lease.publication());
    }

    @Test
    void theTimeOfARegistrationIsThatOfThePublicationThatStays() {
        Lease lease = lease("a");
        Lease.Claim claim = new Lease.Claim("one", "one");
        Instant later = Instant.EPOCH.plusSeconds(2);
        assertTrue(lease.attach(new Service(3), claim, leases.now(), TTL, later).accepted());
        assertTrue(lease.attach(new Service(2), claim, leases.now(), TTL, later.minusSeconds(1))
                .accepted());
        assertEquals(later, lease.registeredAt());
        assertEquals(later, lease.lastHeartbeat());
    }

    @Test
    void whoWasAllowedBeforeALaterIncarnationRegisteredHasNoEffectOnIt() {
        Lease lease = lease("a");
        assertTrue(attach(lease, 2, "two", "one").accepted());
        assertFalse(touch(lease, "one"));
        assertFalse(lease.end(new Fence("one")));
        assertEquals(new Lease.Attached(false, new Service(3)), attach(lease, 3, "one", Lease.NOBODY));
        assertEquals(new Service(2), lease.publication());
        assertTrue(touch(lease, "two"));
    }

    @Test
    void aLaterIncarnationMustRegisterBeforeItsHeartbeatsCount() {
        Lease lease = lease("a");
        assertFalse(touch(lease, "two"));
        assertTrue(attach(lease, 2, "two", "one").accepted());
        assertTrue(touch(lease, "two"));
    }
}
