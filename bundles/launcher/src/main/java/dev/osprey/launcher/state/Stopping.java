package dev.osprey.launcher.state;

import dev.osprey.launcher.state.Situation.After;
import dev.osprey.launcher.state.Situation.Ending;
import dev.osprey.launcher.state.Situation.Life;
import dev.osprey.launcher.state.Situation.Stage;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.Why;
import dev.osprey.process.KillReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The stop handshake, and what comes after it. */
final class Stopping {

    /** How long after a kill the news of the leader's end may take. */
    private static final Duration NEWS = Duration.ofSeconds(1);

    private Stopping() {}

    static void begin(Draft d, Why why, After after) {
        d.record("stopping", Map.of("reason", why.text()));
        d.phase(ModulePhase.STOPPING, why);
        d.ending = new Ending(Stage.SPAWN, after, why, 0);
        if (d.life == Life.UP) {
            ask(d);
        }
    }

    static void ask(Draft d) {
        StopTimes times = d.rules.stop();
        d.ending = new Ending(
                Stage.ACK,
                d.ending.after(),
                d.ending.why(),
                d.now.nanos() + times.most().toNanos());
        if (!d.now.heard() || !times.asked()) {
            kill(d, times.graceSilent());
            return;
        }
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("reason", d.ending.why().text());
        question.put("timeout", Draft.seconds(times.cleanup()));
        d.publish(Subjects.SHUTDOWN, question);
        d.timer(times.ack());
    }

    private static void stage(Draft d, Stage stage) {
        Ending ending = d.ending;
        d.ending = new Ending(stage, ending.after(), ending.why(), ending.latest());
    }

    static void ack(Draft d, double seconds) {
        if (at(d, Stage.ACK)) {
            stage(d, Stage.CLEANUP);
            d.timer(duration(seconds, d.rules.stop().cleanup()));
        } else {
            extend(d, seconds);
        }
    }

    /** It wants so much more; a sign of life also from one that has not acknowledged yet. */
    static void extend(Draft d, double seconds) {
        if ((at(d, Stage.ACK) || at(d, Stage.CLEANUP)) && seconds >= 0 && !Double.isInfinite(seconds)) {
            Duration most = Duration.ofNanos(Math.max(0, d.ending.latest() - d.now.nanos()));
            stage(d, Stage.CLEANUP);
            d.timer(duration(seconds, most));
        }
    }

    static void cleaned(Draft d) {
        if (at(d, Stage.ACK) || at(d, Stage.CLEANUP)) {
            // It goes by itself now; a signal would only spoil its exit code.
            stage(d, Stage.LEAVE);
            d.timer(d.rules.stop().graceReady());
        }
    }

    private static boolean at(Draft d, Stage stage) {
        return d.ending != null && d.ending.stage() == stage;
    }

    /** A time that is over. */
    static void due(Draft d) {
        StopTimes times = d.rules.stop();
        switch (d.ending.stage()) {
            case ACK -> kill(d, times.graceSilent());
            case CLEANUP -> kill(d, times.graceLate());
            case LEAVE -> kill(d, times.graceReady());
            case NEWS -> finish(d, null);
            default -> {
                // the others have no timer
            }
        }
    }

    static void exited(Draft d, Duration leftoverGrace) {
        switch (d.ending.stage()) {
            case ACK, CLEANUP, LEAVE -> kill(d, leftoverGrace);
            case NEWS -> finish(d, null);
            default -> {
                // the kill goes on
            }
        }
    }

    private static void kill(Draft d, Duration grace) {
        stage(d, Stage.KILL);
        d.phase(ModulePhase.STOPPING, d.why);
        d.effects.add(new Effect.Kill(d.incarnation, grace));
    }

    static void gone(Draft d, KillReport report) {
        if (d.phase != ModulePhase.STOPPING) {
            d.life = d.life == Life.LEFT ? Life.NONE : d.life;
        } else if (at(d, Stage.KILL)) {
            if (d.life == Life.LEFT) {
                finish(d, report);
            } else {
                stage(d, Stage.NEWS);
                d.timer(NEWS);
            }
        }
    }

    /** Nobody waits any longer. */
    static void cut(Draft d) {
        if (d.life == Life.UP || d.life == Life.LEFT) {
            if (d.phase == ModulePhase.STOPPING && !at(d, Stage.NEWS)) {
                stage(d, Stage.KILL);
                d.phase(ModulePhase.STOPPING, d.why);
            }
            d.effects.add(new Effect.Kill(d.incarnation, Duration.ZERO));
        }
    }

    /** The times have become shorter. */
    static void hurry(Draft d) {
        Duration left = d.left();
        if (at(d, Stage.CLEANUP)
                && left != null
                && left.compareTo(d.rules.stop().cleanup()) > 0) {
            d.timer(d.rules.stop().cleanup());
        }
    }

    static void after(Draft d, After after, Why why) {
        d.ending = new Ending(d.ending.stage(), after, why, d.ending.latest());
        d.why = why;
    }

    static void finish(Draft d, KillReport report) {
        Ending ending = d.ending;
        if (d.life == Life.UP) {
            d.effects.add(new Effect.CutOff());
        }
        d.life = Life.NONE;
        d.pid = 0;
        Why why = ending.why();
        Map<String, Object> extras = new LinkedHashMap<>(Map.of("reason", why.text()));
        if (report != null && report.survivors() > 0) {
            extras.put("survivors", report.survivors());
        }
        d.record("stopped", extras);
        d.publish(Subjects.STOPPED, d.exitCode == null ? Map.of() : Map.of("exit_code", d.exitCode));
        switch (ending.after()) {
            case STAY, START -> d.phase(ModulePhase.STOPPED, why);
            case POLICY -> Ended.decide(d, why, false, false);
            default -> Ended.fail(d, why);
        }
    }

    /** So many seconds, but no more than that; {@code most} too if they are none. */
    static Duration duration(double seconds, Duration most) {
        if (!(seconds >= 0) || seconds * 1e9 >= most.toNanos()) {
            return most;
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
