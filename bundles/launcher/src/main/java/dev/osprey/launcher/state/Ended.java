package dev.osprey.launcher.state;

import dev.osprey.launcher.state.Situation.Life;
import dev.osprey.launcher.state.Situation.Tally;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.RestartPolicy;
import dev.osprey.module.Why;
import dev.osprey.process.ExitReason;
import dev.osprey.process.ProcessExit;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** After an end that nobody asked for. */
final class Ended {

    /** What is left of a tree whose leader has ended gets so long. */
    private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(1);

    private Ended() {}

    static void exited(Draft d, ProcessExit exit, String reason) {
        if (d.life != Life.UP) {
            return;
        }
        d.life = Life.LEFT;
        d.pid = 0;
        d.exitCode = exit.code();
        d.signal = exit.signal();
        d.effects.add(new Effect.CutOff());
        if (d.phase == ModulePhase.STOPPING) {
            Stopping.exited(d, LEFTOVER_GRACE);
            return;
        }
        d.effects.add(new Effect.Kill(d.incarnation, LEFTOVER_GRACE));
        d.record("exited", Map.of("exit_code", exit.code()));
        d.publish(Subjects.STOPPED, Map.of("exit_code", exit.code()));
        boolean good = exit.code() == 0 && exit.signal() == null && exit.reason() == ExitReason.EXITED;
        if (good && d.rules.ready().kind() == ReadyCheck.Kind.EXIT) {
            complete(d);
        } else {
            decide(d, reason == null ? why(d, exit) : d.why(Why.Code.EXITED, reason), good, false);
        }
    }

    private static Why why(Draft d, ProcessExit exit) {
        return switch (exit.reason()) {
            case OUT_OF_MEMORY -> d.why(Why.Code.OUT_OF_MEMORY, "wanted more memory than it may have");
            case TIME_LIMIT -> d.why(Why.Code.SIGNALLED, "was ended: its wall time was over");
            case LOST -> d.why(Why.Code.EXITED, "is gone, and its end was not seen");
            default ->
                exit.signal() == null
                        ? d.why(Why.Code.EXITED, "ended by itself with exit code " + exit.code())
                        : d.why(Why.Code.SIGNALLED, "was ended by signal " + exit.signal());
        };
    }

    /**
     * What the restart policy says.
     *
     * @param good whether it ended as a program that has done its work does
     * @param lasting whether another attempt would end alike
     */
    static void decide(Draft d, Why why, boolean good, boolean lasting) {
        RestartPolicy policy = d.rules.restart();
        if (good && policy.mode() != RestartPolicy.Mode.ALWAYS) {
            complete(d);
        } else if (d.over) {
            d.phase(ModulePhase.STOPPED, why);
        } else if (lasting
                || !d.desired
                || d.state == ModuleState.DISABLED
                || policy.mode() == RestartPolicy.Mode.NEVER) {
            fail(d, why);
        } else {
            again(d, why, policy);
        }
    }

    private static void again(Draft d, Why why, RestartPolicy policy) {
        List<Long> ends = Backoff.count(policy, d.tally.ends(), d.now.nanos());
        if (policy.limit() > 0 && ends.size() >= policy.limit()) {
            // Kite's words, for whoever reads its life cycle.
            String reason = "exceeded " + policy.limit() + " retries";
            fail(d, d.why(Why.Code.GAVE_UP, reason + ": " + why.text()), reason);
            return;
        }
        boolean healthy = !policy.healthy().isZero()
                && d.calmSince != null
                && d.now.nanos() - d.calmSince >= policy.healthy().toNanos();
        int attempt = healthy ? 1 : d.tally.attempt() + 1;
        d.tally = new Tally(d.tally.restarts(), attempt, true, ends);
        Duration delay = Backoff.delay(policy, attempt, d.now.chance());
        d.phase(ModulePhase.BACKOFF, why);
        Map<String, Object> data = Map.of("delay_seconds", Draft.seconds(delay), "attempt", attempt);
        d.record("backoff", Map.of("delay", Draft.seconds(delay), "attempt", attempt));
        d.publish(Subjects.BACKOFF, data);
        d.timer(delay);
    }

    static void fail(Draft d, Why why) {
        fail(d, why, why.text());
    }

    private static void fail(Draft d, Why why, String reason) {
        d.desired = false;
        d.phase(ModulePhase.FAILED, why);
        d.record("failed", Map.of("reason", reason));
        d.publish(Subjects.FAILED, Map.of("reason", why.text()));
    }

    private static void complete(Draft d) {
        d.desired = false;
        d.completed = true;
        d.phase(ModulePhase.STOPPED, d.why(Why.Code.COMPLETED, "has done what it was to do"));
        d.record("completed", Map.of());
        d.publish(Subjects.COMPLETED, Map.of());
    }
}
