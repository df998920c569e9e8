package dev.osprey.watchdog.round;

import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.module.StaleIncarnationException;
import dev.osprey.module.Why;
import dev.osprey.watchdog.check.Checks;
import dev.osprey.watchdog.check.Look;
import dev.osprey.watchdog.check.Run;
import dev.osprey.watchdog.check.Samples;
import dev.osprey.watchdog.course.Acts;
import dev.osprey.watchdog.course.Effect;
import dev.osprey.watchdog.evidence.Collector;
import dev.osprey.watchdog.publish.Verdicts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes from module to module. All of it runs on one thread, the loop; what may wait (a restart, evidence) is handed to others, and comes back to the
 * loop.
 */
public final class Round implements AutoCloseable {

    /** Also the name in the registry, and the source of what it publishes. */
    public static final String WATCHDOG = "watchdog";

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final Modules modules;
    private final RunOpener opener;
    private final Checks checks;
    private final SignBoard signs;
    private final Collector collector;
    private final Verdicts verdicts;
    private final WatchTerms terms;
    private final Executor loop;
    private final Executor hands;
    private final Executor crew;
    private final LongSupplier nanoTime;
    private final WatchClock clock;
    private final Sampler sampler;
    private final Acts all = new Acts();
    private final Map<String, Watched> watched = new TreeMap<>();
    private volatile Report report = Report.NONE;
    private volatile long lastTick;

    /**
     * What a round works with.
     *
     * @param loop one thread, also that which calls {@link #tick}
     * @param hands for restarts, which wait for modules
     * @param crew for what takes seconds at most
     */
    public record Tools(
            Modules modules,
            RunOpener opener,
            Checks checks,
            SignBoard signs,
            Collector collector,
            Verdicts verdicts,
            Executor loop,
            Executor hands,
            Executor crew) {}

    /** @param clock one tick of which is one tick of the round */
    public Round(Tools tools, WatchTerms terms, WatchClock clock, LongSupplier nanoTime) {
        this.modules = tools.modules();
        this.opener = tools.opener();
        this.checks = tools.checks();
        this.signs = tools.signs();
        this.collector = tools.collector();
        this.verdicts = tools.verdicts();
        this.loop = tools.loop();
        this.hands = tools.hands();
        this.crew = tools.crew();
        this.terms = terms;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.sampler = new Sampler(tools.crew(), nanoTime);
        this.lastTick = nanoTime.getAsLong();
    }

    /** One round. */
    public void tick() {
        long now = clock.tick(nanoTime.getAsLong());
        List<ModuleStatus> list = modules.list();
        Set<String> names = new HashSet<>();
        boolean namesake = false;
        for (ModuleStatus status : list) {
            names.add(status.name());
            namesake |= status.name().equals(WATCHDOG) && status.desiredRunning();
            see(status, now);
        }
        watched.entrySet().removeIf(entry -> {
            boolean gone = !names.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
                signs.remove(entry.getKey());
            }
            return gone;
        });
        sample(now);
        publish(namesake);
        lastTick = nanoTime.getAsLong();
    }

    private void see(ModuleStatus status, long now) {
        Watched one =
                watched.computeIfAbsent(status.name(), name -> new Watched(opener, checks, signs.of(name), all, terms));
        try {
            apply(one, one.see(status, clock.stoodStill(), now));
        } catch (NoSuchModuleException justGone) {
            LOG.debug("{} went away while it was looked at", status.name());
        } catch (RuntimeException e) {
            // One module, or its manifest, must not keep the others from being watched.
            LOG.warn("{} could not be looked at", status.name(), e);
        }
    }

    private void sample(long now) {
        if (sampler.free()) {
            List<Sampler.Due> due = new ArrayList<>();
            for (Watched one : watched.values()) {
                if (one.sampleDue(now)) {
                    due.add(new Sampler.Due(one.run(), one.samples()));
                }
            }
            sampler.sample(due);
        }
    }

    private void publish(boolean namesake) {
        WatchTerms.Dates dates = dates();
        report = new Report(
                watched.values().stream().map(one -> one.standing(dates)).toList(), namesake);
    }

    private WatchTerms.Dates dates() {
        return new WatchTerms.Dates(Instant.now(), clock.now());
    }

    private void apply(Watched one, List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Collect collect) {
                collect(one, collect);
            } else if (effect instanceof Effect.Restart restart) {
                restart(one, one.run(), restart);
            } else {
                verdicts.tell(one.name(), effect, one.evidence());
            }
        }
    }

    private void collect(Watched one, Effect.Collect effect) {
        Run run = one.run();
        Samples samples = one.samples();
        Look look = one.lookOf(effect.check());
        LOG.info("{} is not well ({}): {}", run.name(), effect.check(), effect.reason());
        run(crew, () -> {
            Map<String, Object> found = collector.collect(run, samples, effect.check(), look);
            back(() -> {
                one.keep(found);
                apply(one, one.course().collected((String) found.get("id"), effect.incarnation(), clock.now()));
            });
        });
    }

    private void restart(Watched one, Run run, Effect.Restart effect) {
        LOG.warn("Restarting {}, its run {}: {}", run.name(), effect.incarnation(), effect.reason());
        Why why = new Why(
                Why.Code.WATCHDOG,
                "watchdog: the check " + effect.check() + " failed: " + effect.reason(),
                null,
                Instant.now());
        run(hands, () -> {
            boolean done = restarted(run.name(), effect.incarnation(), why);
            back(() -> apply(one, one.course().acted(done)));
        });
    }

    private boolean restarted(String name, long incarnation, Why why) {
        try {
            modules.restartIf(name, incarnation, why);
            return true;
        } catch (StaleIncarnationException | NoSuchModuleException e) {
            LOG.info("{} was not restarted: {}", name, e.getMessage());
            return false;
        } catch (ModuleActionException e) {
            // From here on it is the launcher's: its policy says whether to try again.
            LOG.warn("{} did not come up again: {}", name, e.getMessage());
            return true;
        }
    }

    private void back(Runnable work) {
        run(loop, work);
    }

    private static void run(Executor executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The watchdog stops", closed);
        }
    }

    /** What the last round found. From any thread. */
    public Report report() {
        return report;
    }

    /** Nanoseconds since the last round ended. From any thread. */
    public long silentFor() {
        return nanoTime.getAsLong() - lastTick;
    }

    /**
     * Lets a module be restarted again that was given up. From any thread.
     *
     * @return how it stands then; ends with null if there is no such module
     */
    public CompletableFuture<Standing> resume(String name) {
        CompletableFuture<Standing> result = new CompletableFuture<>();
        back(() -> {
            Watched one = watched.get(name);
            if (one != null) {
                one.course().resume();
                publish(report.namesake());
            }
            result.complete(one == null ? null : one.standing(dates()));
        });
        return result;
    }

    /** Once no tick can run any more. */
    @Override
    public void close() {
        watched.values().forEach(Watched::close);
        watched.clear();
    }
}
