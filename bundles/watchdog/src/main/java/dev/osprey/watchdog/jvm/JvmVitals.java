package dev.osprey.watchdog.jvm;

import dev.osprey.event.EventHub;
import dev.osprey.watchdog.check.Reading;
import dev.osprey.watchdog.evidence.EvidenceFiles;
import dev.osprey.watchdog.publish.Verdicts;
import dev.osprey.watchdog.round.WatchClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The vital signs of this JVM, to be looked at every five seconds. */
public final class JvmVitals implements AutoCloseable {

    public static final Duration EVERY = Duration.ofSeconds(5);

    /** When the looks themselves stay away, something holds them up. */
    private static final Duration HELD_UP = Duration.ofSeconds(30);

    private final Vitals vitals;

    private JvmVitals(Vitals vitals) {
        this.vitals = vitals;
    }

    /** @param launcherSilentFor empty while modules are not watched */
    public static JvmVitals of(
            EventHub hub, boolean full, EvidenceFiles files, Supplier<Optional<Duration>> launcherSilentFor) {
        return new JvmVitals(new Vitals(
                List.of(
                        new DeadlockSign(),
                        HeapSign.ofThisJvm(),
                        new PulseSign(hub),
                        new LauncherSign(launcherSilentFor)),
                new Verdicts(hub, full),
                files,
                new WatchClock(EVERY.toNanos() * 2),
                System::nanoTime));
    }

    /** One look at all. Called by one thread. */
    public void tick() {
        vitals.tick();
    }

    /** From any thread. */
    public List<Reading> readings() {
        return vitals.readings();
    }

    /** What is wrong, or null. From any thread. */
    public String trouble() {
        Duration silent = Duration.ofNanos(vitals.silentFor());
        return silent.compareTo(HELD_UP) > 0
                ? "jvm.watch: nothing could be looked at for " + silent.toSeconds() + " s"
                : vitals.trouble();
    }

    @Override
    public void close() {
        vitals.close();
    }
}
