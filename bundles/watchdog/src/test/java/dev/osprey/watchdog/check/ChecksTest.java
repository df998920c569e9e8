package dev.osprey.watchdog.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.WatchSpec;
import dev.osprey.process.Usage;
import dev.osprey.registry.Entry;
import dev.osprey.watchdog.check.Look.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Signs signs = new Signs();

    // ---- heartbeat

    private final AtomicReference<Optional<Entry>> entry = new AtomicReference<>(Optional.empty());
    private final HeartbeatCheck heartbeat = new HeartbeatCheck(entry::get, signs, Duration.ofSeconds(90));

    private void beat(long second, Duration ttl) {
        entry.set(Optional.of(new Entry("m", Map.of(), "m", START, START.plusSeconds(second), ttl)));
    }

    private Level heartbeatAt(long second) {
        return heartbeat.look(second * SECOND).level();
    }

    @Test
    void aHeartbeatThatStopsCountsAfterItsTimeAlsoOnceTheEntryHasExpired() {
        heartbeat.begin(0);
        beat(5, Duration.ofSeconds(60));
        assertEquals(Level.GOOD, heartbeatAt(5));
        entry.set(Optional.empty());
        signs.expired();
        assertEquals(Level.GOOD, heartbeatAt(66));
        assertEquals(Level.SUSPECT, heartbeatAt(80));
        assertEquals(Level.BAD, heartbeatAt(96));
        beat(97, Duration.ofSeconds(60));
        assertEquals(Level.GOOD, heartbeatAt(97));
    }

    @Test
    void whoNeverBeatIsNotExpectedTo() {
        heartbeat.begin(0);
        beat(0, Duration.ofSeconds(60));
        assertEquals(Level.UNKNOWN, heartbeatAt(1));
        assertEquals(Level.UNKNOWN, heartbeatAt(500));
    }

    @Test
    void whoLeftTheRegistryByItselfIsNotExpectedToBeat() {
        heartbeat.begin(0);
        beat(5, Duration.ofSeconds(60));
        heartbeatAt(5);
        entry.set(Optional.empty());
        assertEquals(Level.UNKNOWN, heartbeatAt(500));
    }

    @Test
    void theEntryOfABundleNeedsNoHeartbeat() {
        heartbeat.begin(0);
        beat(5, null);
        assertEquals(Level.UNKNOWN, heartbeatAt(500));
    }

    // ---- alive

    @Test
    void whoHasBegunToSayThatItIsAliveMustGoOn() {
        AliveCheck alive = new AliveCheck(signs, null, Duration.ofSeconds(60));
        alive.begin(0);
        assertEquals(Level.UNKNOWN, alive.look(1000 * SECOND).level());
        signs.alive(null);
        assertEquals(Level.GOOD, alive.look(1001 * SECOND).level());
        assertEquals(Level.BAD, alive.look(1062 * SECOND).level());
    }

    @Test
    void aModuleMaySayHowSoonItWillSayItAgain() {
        AliveCheck alive = new AliveCheck(signs, null, Duration.ofSeconds(60));
        alive.begin(0);
        signs.alive(Duration.ofSeconds(3));
        assertEquals(Level.GOOD, alive.look(SECOND).level());
        assertEquals(Level.BAD, alive.look(5 * SECOND).level());
    }

    @Test
    void byItsManifestItMustSaySoFromTheBeginning() {
        AliveCheck alive = new AliveCheck(signs, Duration.ofSeconds(10), Duration.ofSeconds(60));
        alive.begin(0);
        assertEquals(Level.UNKNOWN, alive.look(SECOND).level());
        assertEquals(Level.BAD, alive.look(11 * SECOND).level());
    }

    // ---- cpu and memory

    private final Samples samples = new Samples();

    private void sample(long second, double cpuSeconds, long mebibytes) {
        samples.add(
                second * SECOND,
                new Usage(1, 1, (long) (cpuSeconds * SECOND), mebibytes << 20, -1, 0, 0, 0, Instant.EPOCH));
    }

    @Test
    void aSpinCountsOnlyWhenItLasts() {
        CpuCheck cpu = new CpuCheck(samples, 0.9, Duration.ofSeconds(20));
        cpu.begin(0);
        sample(0, 0, 10);
        assertEquals(Level.UNKNOWN, cpu.look(0).level());
        sample(5, 5, 10);
        assertEquals(Level.SUSPECT, cpu.look(5 * SECOND).level());
        sample(10, 6, 10);
        assertEquals(Level.GOOD, cpu.look(10 * SECOND).level());
        for (long second = 15; second < 35; second += 5) {
            sample(second, second, 10);
            assertEquals(Level.SUSPECT, cpu.look(second * SECOND).level(), "at " + second);
        }
        sample(35, 35, 10);
        Look look = cpu.look(35 * SECOND);
        assertEquals(Level.BAD, look.level());
        assertTrue(look.reason().startsWith("It has kept 1.00 processors busy for 20 s"), look.reason());
    }

    @Test
    void aSumThatShrinksWithAMemberOfTheTreeProvesNothing() {
        CpuCheck cpu = new CpuCheck(samples, 0.9, Duration.ofSeconds(5));
        cpu.begin(0);
        sample(0, 100, 10);
        cpu.look(0);
        sample(5, 105, 10);
        cpu.look(5 * SECOND);
        sample(10, 4, 10);
        assertEquals(Level.UNKNOWN, cpu.look(10 * SECOND).level());
    }

    private static WatchSpec memory(Double grow, long max) {
        WatchSpec usual = WatchSpec.USUAL;
        return new WatchSpec(
                true,
                null,
                null,
                null,
                null,
                usual.cpuFor(),
                grow,
                Duration.ofSeconds(60),
                64L << 20,
                max,
                null,
                null,
                Duration.ZERO,
                3,
                Duration.ofSeconds(600));
    }

    @Test
    void aPeakAboveTheMostDoesNotCountButThreeLooksDo() {
        MemoryCheck memory = new MemoryCheck(samples, memory(null, 100L << 20));
        memory.begin(0);
        long[] uses = {90, 101, 102, 90, 101, 102, 103};
        Level[] expected = {
            Level.GOOD, Level.SUSPECT, Level.SUSPECT, Level.GOOD, Level.SUSPECT, Level.SUSPECT, Level.BAD
        };
        for (int i = 0; i < uses.length; i++) {
            sample(i, 0, uses[i]);
            assertEquals(expected[i], memory.look(i * SECOND).level(), "look " + i);
        }
        assertEquals(Level.BAD, memory.look(8 * SECOND).level());
    }

    @Test
    void growthIsMeasuredAgainstTheBeginningOfTheTime() {
        MemoryCheck memory = new MemoryCheck(samples, memory(2.0, 0));
        memory.begin(0);
        for (long second = 0; second < 60; second += 5) {
            sample(second, 0, 100 + second);
            assertEquals(Level.UNKNOWN, memory.look(second * SECOND).level(), "at " + second);
        }
        sample(60, 0, 150);
        assertEquals(Level.GOOD, memory.look(60 * SECOND).level());
        for (long second = 65; second <= 75; second += 5) {
            sample(second, 0, 250);
            memory.look(second * SECOND);
        }
        assertEquals(Level.BAD, memory.look(76 * SECOND).level());
    }

    @Test
    void belowTheFloorItMayGrow() {
        MemoryCheck memory = new MemoryCheck(samples, memory(2.0, 0));
        memory.begin(0);
        for (long second = 0; second <= 90; second += 5) {
            sample(second, 0, second < 60 ? 10 : 60);
            memory.look(second * SECOND);
        }
        assertEquals(Level.GOOD, memory.look(91 * SECOND).level());
    }

    // ---- stuck

    @Test
    void aStartIsStuckOnlyIfNothingWasSaidInTwiceItsTime() {
        AtomicBoolean said = new AtomicBoolean();
        StuckCheck stuck = new StuckCheck(Duration.ofSeconds(15), said::get, Runnable::run);
        stuck.begin(0);
        stuck.look(29 * SECOND);
        assertEquals(Level.GOOD, stuck.look(29 * SECOND).level());
        stuck.look(30 * SECOND);
        assertEquals(Level.BAD, stuck.look(31 * SECOND).level());
        said.set(true);
        stuck.look(41 * SECOND);
        assertEquals(Level.GOOD, stuck.look(42 * SECOND).level());
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsAskedAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        StuckCheck stuck = new StuckCheck(
                Duration.ofSeconds(1),
                () -> {
                    if (broken.get()) {
                        throw new IllegalStateException("the registry is gone");
                    }
                    return false;
                },
                Runnable::run);
        stuck.begin(0);
        stuck.look(2 * SECOND);
        assertEquals(Level.GOOD, stuck.look(3 * SECOND).level());
        broken.set(false);
        stuck.look(13 * SECOND);
        assertEquals(Level.BAD, stuck.look(14 * SECOND).level());
    }
}
