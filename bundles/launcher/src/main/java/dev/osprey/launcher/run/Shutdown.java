package dev.osprey.launcher.run;

import dev.osprey.launcher.state.Input;
import dev.osprey.launcher.state.StopTimes;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends all modules: who is needed ends after who needs it, and all of it within a budget. */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Roster roster;
    private final Duration budget;

    Shutdown(Roster roster, Duration budget) {
        this.roster = roster;
        this.budget = budget;
    }

    /** Waits until it is done. @return how many are still there */
    int run() {
        roster.close();
        Why why = new Why(Why.Code.SHUTDOWN, "system_shutdown", null, Instant.now());
        List<List<Runner>> waves = waves();
        long begun = System.nanoTime();
        Duration asking = budget.minus(StopTimes.KILL);
        List<CompletableFuture<ModuleStatus>> ends = new ArrayList<>();
        for (int i = 0; i < waves.size(); i++) {
            Duration left = asking.minusNanos(System.nanoTime() - begun);
            Duration need = need(waves.subList(i, waves.size()));
            double part = Math.max(0, Math.min(1, (double) left.toNanos() / Math.max(1, need.toNanos())));
            List<CompletableFuture<ModuleStatus>> wave = new ArrayList<>();
            for (Runner runner : waves.get(i)) {
                runner.hurry(part);
                wave.add(runner.end(why));
            }
            await(wave, least(need(waves.subList(i, i + 1)), part).plus(StopTimes.KILL), left);
            ends.addAll(wave);
        }
        List<Runner> left = left();
        if (!left.isEmpty()) {
            LOG.warn("Modules {} did not stop in time; they are killed", names(left));
            left.forEach(runner -> runner.tell(new Input.Cut()));
            await(ends, StopTimes.KILL, StopTimes.KILL);
        }
        return survivors();
    }

    private static Duration least(Duration need, double part) {
        return Duration.ofNanos((long) (need.toNanos() * part));
    }

    private int survivors() {
        List<Runner> left = left();
        if (!left.isEmpty()) {
            LOG.warn("Modules {} are still there; the next start of Osprey ends what it finds of them", names(left));
        }
        return left.size();
    }

    private List<Runner> left() {
        return processes(roster.all()).stream()
                .filter(runner -> !runner.situation().gone())
                .toList();
    }

    private static List<String> names(Collection<Runner> runners) {
        return runners.stream().map(Runner::name).sorted().toList();
    }

    /** A bundle stops with the framework, or goes on without a launcher. */
    private static List<Runner> processes(Collection<Runner> runners) {
        return runners.stream()
                .filter(runner -> runner.body().kind() == ModuleKind.PROCESS)
                .toList();
    }

    private List<List<Runner>> waves() {
        List<List<Runner>> waves = new ArrayList<>();
        List<List<String>> levels = new ArrayList<>(roster.graph().levels());
        Collections.reverse(levels);
        for (List<String> level : levels) {
            waves.add(processes(
                    level.stream().map(roster::find).flatMap(Optional::stream).toList()));
        }
        waves.removeIf(List::isEmpty);
        return waves;
    }

    /** How long waves may take, one after another. */
    private static Duration need(List<List<Runner>> waves) {
        Duration sum = Duration.ZERO;
        for (List<Runner> wave : waves) {
            sum = sum.plus(wave.stream()
                    .filter(runner -> !runner.situation().gone())
                    .map(runner -> runner.body().rules().stop().need())
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO));
        }
        return sum;
    }

    private static void await(List<CompletableFuture<ModuleStatus>> ends, Duration time, Duration most) {
        Duration wait = time.compareTo(most) < 0 ? time : most;
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                    .get(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.debug("Not all of them have ended within {}", wait, late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
