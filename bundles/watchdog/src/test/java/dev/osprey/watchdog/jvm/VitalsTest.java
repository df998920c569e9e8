package dev.osprey.watchdog.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.watchdog.check.Look;
import dev.osprey.watchdog.check.Look.Level;
import dev.osprey.watchdog.evidence.EvidenceFiles;
import dev.osprey.watchdog.fake.FakeHub;
import dev.osprey.watchdog.publish.Verdicts;
import dev.osprey.watchdog.round.WatchClock;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitalsTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path data;

    private final FakeHub hub = new FakeHub();
    private long now;

    @Test
    void threadsThatWaitForEachOtherAreNamed() throws InterruptedException {
        ReentrantLock first = new ReentrantLock();
        ReentrantLock second = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        Thread one = locker("one-way", first, second, both);
        Thread other = locker("or-another", second, first, both);
        DeadlockSign sign = new DeadlockSign();
        long deadline = System.nanoTime() + 20 * SECOND;
        Look look = sign.look(0);
        while (look.is(Level.GOOD) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
            look = sign.look(0);
        }
        one.interrupt();
        one.join();
        other.join();
        assertEquals(Level.BAD, look.level());
        assertTrue(look.reason().contains("one-way") && look.reason().contains("or-another"), look.reason());
        assertEquals(Look.GOOD, sign.look(0));
    }

    private static Thread locker(String name, ReentrantLock mine, ReentrantLock yours, CountDownLatch both) {
        Thread thread = new Thread(
                () -> {
                    mine.lock();
                    try {
                        both.countDown();
                        both.await();
                        yours.lockInterruptibly();
                        yours.unlock();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        mine.unlock();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void aHeapThatStaysFullAfterCollectionsCounts() {
        AtomicReference<MemoryUsage> usage = new AtomicReference<>(new MemoryUsage(0, 96, 100, 100));
        HeapSign sign = new HeapSign(usage::get);
        assertEquals(Level.SUSPECT, sign.look(0).level());
        assertEquals(Level.SUSPECT, sign.look(59 * SECOND).level());
        assertEquals(Level.BAD, sign.look(60 * SECOND).level());
        usage.set(new MemoryUsage(0, 50, 100, 100));
        assertEquals(Level.GOOD, sign.look(65 * SECOND).level());
        usage.set(null);
        assertEquals(Level.UNKNOWN, sign.look(66 * SECOND).level());
    }

    @Test
    void anEventThatDoesNotComeBackCounts() {
        PulseSign sign = new PulseSign(hub);
        sign.look(0);
        sign.look(30 * SECOND);
        assertEquals(Level.GOOD, sign.look(45 * SECOND).level());
        hub.delivers = false;
        sign.look(61 * SECOND);
        assertEquals(Level.GOOD, sign.look(70 * SECOND).level());
        assertEquals(Level.BAD, sign.look(72 * SECOND).level());
        sign.close();
    }

    @Test
    void aLauncherThatDoesNotAnswerCountsAndOneThatIsNotThereDoesNot() {
        assertEquals(
                Level.BAD,
                new LauncherSign(() -> Optional.of(Duration.ofSeconds(31)))
                        .look(0)
                        .level());
        assertEquals(
                Level.GOOD,
                new LauncherSign(() -> Optional.of(Duration.ofSeconds(2)))
                        .look(0)
                        .level());
        assertEquals(Level.UNKNOWN, new LauncherSign(Optional::empty).look(0).level());
    }

    @Test
    void whatIsWrongIsToldWithTheStacksAndNothingIsRestarted() {
        EvidenceFiles files = new EvidenceFiles(data, 10, 1 << 20);
        AtomicReference<Duration> silent = new AtomicReference<>(Duration.ofSeconds(40));
        Vitals vitals = new Vitals(
                List.of(new LauncherSign(() -> Optional.of(silent.get()))),
                new Verdicts(hub, false),
                files,
                new WatchClock(10 * SECOND),
                () -> now);
        vitals.tick();
        assertEquals("jvm.launcher: The launcher has not answered for 40 s", vitals.trouble());
        Map<?, ?> event = hub.under(Verdicts.UNHEALTHY).get(0);
        assertEquals("osprey", event.get("module_id"));
        assertEquals("none", event.get("action"));
        Map<String, Object> evidence =
                files.read((String) event.get("evidence_id")).orElseThrow();
        assertTrue(evidence.get("threads_text").toString().contains("VitalsTest"));
        silent.set(Duration.ZERO);
        now += 5 * SECOND;
        vitals.tick();
        assertNull(vitals.trouble());
        assertEquals(List.of(Verdicts.UNHEALTHY, Verdicts.RECOVERED), hub.verdicts());
    }
}
