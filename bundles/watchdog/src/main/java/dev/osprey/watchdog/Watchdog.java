package dev.osprey.watchdog;

import dev.osprey.event.EventHub;
import dev.osprey.module.ModuleLogs;
import dev.osprey.module.Modules;
import dev.osprey.process.Processes;
import dev.osprey.registry.Registry;
import dev.osprey.watchdog.check.Checks;
import dev.osprey.watchdog.evidence.Collector;
import dev.osprey.watchdog.evidence.EvidenceFiles;
import dev.osprey.watchdog.publish.Verdicts;
import dev.osprey.watchdog.round.Report;
import dev.osprey.watchdog.round.Round;
import dev.osprey.watchdog.round.RunOpener;
import dev.osprey.watchdog.round.SignBoard;
import dev.osprey.watchdog.round.Standing;
import dev.osprey.watchdog.round.WatchClock;
import dev.osprey.watchdog.round.WatchTerms;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watch over modules, with its threads. */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration DUMP = Duration.ofSeconds(2);
    private static final Duration THREADS = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(3);
    private static final int PAUSE_TICKS = 3;

    private final SignBoard signs;
    private final ScheduledThreadPoolExecutor loop;
    private final ExecutorService crew;
    private final ExecutorService hands;
    private final Round round;
    private final Consumer<Report> afterRound;

    /** The services that it works with. */
    record Services(EventHub hub, Registry registry, Modules modules, ModuleLogs logs, Processes processes) {}

    Watchdog(Services services, WatchdogSettings settings, EvidenceFiles files, Consumer<Report> afterRound) {
        this.afterRound = afterRound;
        this.signs = new SignBoard(services.hub());
        this.loop = Threads.timer("osprey-watchdog");
        this.crew = Threads.pool("osprey-watchdog-look", settings.threads());
        this.hands = Threads.pool("osprey-watchdog-act", settings.threads());
        WatchTerms terms = settings.terms();
        this.round = new Round(
                new Round.Tools(
                        services.modules(),
                        new RunOpener(services.modules(), services.processes()),
                        new Checks(services.registry(), services.logs(), crew, settings.checks()),
                        signs,
                        new Collector(services.logs(), files, DUMP, THREADS),
                        new Verdicts(services.hub(), settings.full()),
                        loop,
                        hands,
                        crew),
                terms,
                new WatchClock(TICK.toNanos() * PAUSE_TICKS),
                System::nanoTime);
    }

    void open() {
        loop.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            round.tick();
            afterRound.accept(round.report());
        } catch (RuntimeException e) {
            // The timer would end: the launcher may be on its way out, and come back.
            LOG.warn("A round over the modules failed; the next comes in {}", TICK, e);
        }
    }

    Report report() {
        return round.report();
    }

    Duration silentFor() {
        return Duration.ofNanos(round.silentFor());
    }

    CompletableFuture<Standing> resume(String name) {
        return round.resume(name);
    }

    @Override
    public void close() {
        signs.close();
        Threads.end(loop, CLOSE);
        hands.shutdownNow();
        crew.shutdownNow();
        round.close();
    }
}
