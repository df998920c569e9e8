package dev.osprey.launcher.state;

import dev.osprey.launcher.state.Situation.Ending;
import dev.osprey.launcher.state.Situation.Life;
import dev.osprey.launcher.state.Situation.Run;
import dev.osprey.launcher.state.Situation.Tally;
import dev.osprey.launcher.state.Situation.Timer;
import dev.osprey.launcher.state.Situation.Wish;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A situation while one step changes it, and what the step has led to so far. For one thread. */
final class Draft {

    final Rules rules;
    final Moment now;
    final List<Effect> effects = new ArrayList<>();

    ModuleState state;
    boolean desired;
    boolean held;
    boolean over;

    ModulePhase phase;
    Why why;

    long incarnation;
    Life life;
    long pid;
    Instant startedAt;
    long upSince;
    Instant readyAt;
    Integer exitCode;
    String signal;
    boolean announced;
    Long calmSince;
    boolean completed;

    Tally tally;
    Ending ending;

    private Instant since;
    private Timer timer;
    private long timers;

    Draft(Situation before, Rules rules, Moment now) {
        this.rules = rules;
        this.now = now;
        Wish wish = before.wish();
        state = wish.state();
        desired = wish.desired();
        held = wish.held();
        over = wish.over();
        phase = before.phase();
        since = before.since();
        why = before.why();
        Run run = before.run();
        incarnation = run.incarnation();
        life = run.life();
        pid = run.pid();
        startedAt = run.startedAt();
        upSince = run.upSince();
        readyAt = run.readyAt();
        exitCode = run.exitCode();
        signal = run.signal();
        announced = run.announced();
        calmSince = run.calmSince();
        completed = run.completed();
        tally = before.tally();
        ending = before.ending();
        timer = before.timer();
        timers = before.timers();
    }

    Situation situation() {
        return new Situation(
                new Wish(state, desired, held, over),
                phase,
                since,
                why,
                new Run(
                        incarnation,
                        life,
                        pid,
                        startedAt,
                        upSince,
                        readyAt,
                        exitCode,
                        signal,
                        announced,
                        calmSince,
                        completed),
                tally,
                ending,
                timer,
                timers);
    }

    boolean running() {
        return phase == ModulePhase.STARTING || phase == ModulePhase.READY;
    }

    /** A new phase has no timer. */
    void phase(ModulePhase next, Why reason) {
        if (phase != next) {
            phase = next;
            since = now.time();
        }
        why = reason;
        timer = null;
        if (next != ModulePhase.STOPPING) {
            ending = null;
        }
    }

    /** In place of the one there was. */
    void timer(Duration delay) {
        timers++;
        timer = new Timer(timers, now.nanos() + delay.toNanos(), now.time().plus(delay));
        effects.add(new Effect.SetTimer(timers, delay));
    }

    boolean waiting() {
        return timer != null;
    }

    /** How much of the timer is left, or null if there is none. */
    Duration left() {
        return timer == null ? null : Duration.ofNanos(Math.max(0, timer.dueNanos() - now.nanos()));
    }

    /** @return whether it is the timer of now, which is used up with that */
    boolean due(long id) {
        boolean mine = timer != null && timer.id() == id;
        if (mine) {
            timer = null;
        }
        return mine;
    }

    void publish(String subject, Map<String, Object> data) {
        effects.add(new Effect.Publish(subject, data));
    }

    void record(String step, Map<String, Object> extras) {
        effects.add(new Effect.Record(step, extras));
    }

    Why why(Why.Code code, String text) {
        return new Why(code, text, null, now.time());
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
