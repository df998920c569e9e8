package dev.osprey.launcher.state;

import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.RestartPolicy;
import dev.osprey.module.Why;
import dev.osprey.process.KillReport;
import dev.osprey.process.ProcessExit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A module in a world without threads: time passes when the test says so, and effects wait until it answers them. */
final class World {

    static final Duration TIMEOUT = Duration.ofSeconds(15);

    final List<Effect> effects = new ArrayList<>();
    RestartPolicy restart = RestartPolicy.USUAL;
    ReadyCheck ready = ReadyCheck.USUAL;
    StopTimes stop = StopTimes.KITE;
    boolean heard = true;
    Why gate;
    double chance = 0.5;
    Situation now;
    long nanos = 1_000_000_000_000L;

    World(ModuleState state) {
        now = Situation.found(state, null, Instant.EPOCH);
    }

    static World started() {
        World world = new World(ModuleState.ENABLED);
        world.step(new Input.Look());
        world.spawned();
        return world;
    }

    static World running() {
        World world = started();
        world.step(new Input.Ready(1));
        return world;
    }

    Rules rules() {
        return new Rules("m", restart, ready, TIMEOUT, stop);
    }

    World step(Input input) {
        Moment moment = new Moment(nanos, Instant.EPOCH.plusNanos(nanos), chance, heard, gate);
        Step step = Machine.step(now, input, rules(), moment);
        now = step.situation();
        effects.clear();
        effects.addAll(step.effects());
        return this;
    }

    World after(Duration time) {
        nanos += time.toNanos();
        return this;
    }

    /** Lets the time until the timer pass, and tells it. */
    World due() {
        nanos = Math.max(nanos, now.timer().dueNanos());
        return step(new Input.Due(now.timer().id()));
    }

    World spawned() {
        return step(new Input.Spawned(run(), 4711, Instant.EPOCH));
    }

    World exited(int code, String signal) {
        return step(new Input.Exited(run(), new ProcessExit(code, signal), null));
    }

    World gone() {
        return step(new Input.Gone(run(), new KillReport(1, 0, 0)));
    }

    long run() {
        return now.run().incarnation();
    }

    ModulePhase phase() {
        return now.phase();
    }

    Why.Code why() {
        return now.why() == null ? null : now.why().code();
    }

    /** How long until the timer is due, or null. */
    Duration waits() {
        return now.timer() == null ? null : Duration.ofNanos(now.timer().dueNanos() - nanos);
    }

    /** The grace of the kill in the last step, or null. */
    Duration kill() {
        return effects.stream()
                .filter(Effect.Kill.class::isInstance)
                .map(effect -> ((Effect.Kill) effect).grace())
                .findFirst()
                .orElse(null);
    }

    /** What the last step published of a subject, or null. */
    Map<String, Object> published(String subject) {
        return effects.stream()
                .filter(Effect.Publish.class::isInstance)
                .map(Effect.Publish.class::cast)
                .filter(publish -> publish.subject().equals(subject))
                .map(Effect.Publish::data)
                .findFirst()
                .orElse(null);
    }

    boolean spawns() {
        return effects.stream().anyMatch(Effect.Spawn.class::isInstance);
    }

    static Why why(Why.Code code) {
        return new Why(code, code.name(), null, Instant.EPOCH);
    }
}
