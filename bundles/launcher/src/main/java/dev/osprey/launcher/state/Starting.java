package dev.osprey.launcher.state;

import dev.osprey.launcher.state.Situation.After;
import dev.osprey.launcher.state.Situation.Life;
import dev.osprey.launcher.state.Situation.Tally;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.Why;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** From the wish that it runs until it is ready. */
final class Starting {

    /** How many launch time-outs a module may take that asks for more time. */
    private static final int MOST_TIMEOUTS = 10;

    private Starting() {}

    /** Starts it, if it is to run and nothing is against it. */
    static void reconcile(Draft d) {
        if (d.phase != ModulePhase.STOPPED && (d.phase != ModulePhase.BACKOFF || d.waiting())) {
            return;
        }
        if (!d.desired || d.held || d.over || d.state == ModuleState.DISABLED) {
            return;
        }
        if (d.now.gate() != null) {
            waitFor(d, d.now.gate());
        } else if (d.life == Life.NONE) {
            begin(d);
        }
    }

    private static void waitFor(Draft d, Why gate) {
        boolean news = d.phase != ModulePhase.STOPPED
                || d.why == null
                || d.why.code() != gate.code()
                || !d.why.text().equals(gate.text());
        if (news) {
            d.phase(ModulePhase.STOPPED, gate);
            Map<String, Object> extras = new LinkedHashMap<>();
            extras.put("why", gate.code().name().toLowerCase(Locale.ROOT));
            if (gate.module() != null) {
                extras.put("on", gate.module());
            }
            d.record("waiting", extras);
        }
    }

    private static void begin(Draft d) {
        Tally tally = d.tally;
        if (tally.again()) {
            d.tally = new Tally(tally.restarts() + 1, tally.attempt(), false, tally.ends());
        }
        d.incarnation++;
        d.life = Life.SPAWNING;
        d.pid = 0;
        d.startedAt = null;
        d.readyAt = null;
        d.exitCode = null;
        d.signal = null;
        d.announced = false;
        d.calmSince = null;
        d.completed = false;
        // Who restarted a run because of what it saw wants that to be seen.
        d.phase(ModulePhase.STARTING, d.why != null && d.why.code() == Why.Code.WATCHDOG ? d.why : null);
        d.record("starting", Map.of());
        d.publish(Subjects.STARTING, Map.of());
        d.effects.add(new Effect.Spawn(d.incarnation));
    }

    static void spawned(Draft d, Input.Spawned in) {
        if (d.life != Life.SPAWNING) {
            return;
        }
        d.life = Life.UP;
        d.pid = in.pid();
        d.startedAt = in.at();
        d.upSince = d.now.nanos();
        if (d.phase == ModulePhase.STOPPING) {
            Stopping.ask(d);
            return;
        }
        ReadyCheck.Kind kind = d.rules.ready().kind();
        if (kind == ReadyCheck.Kind.SPAWN) {
            ready(d);
            return;
        }
        if (kind == ReadyCheck.Kind.EXIT) {
            announce(d);
        } else if (kind != ReadyCheck.Kind.EVENT) {
            d.effects.add(new Effect.Probe(d.incarnation));
        }
        d.timer(d.rules.readyTimeout());
    }

    static void spawnFailed(Draft d, Input.SpawnFailed in) {
        if (d.life != Life.SPAWNING) {
            return;
        }
        d.life = Life.NONE;
        d.effects.add(new Effect.CutOff());
        d.record("start_failed", Map.of("reason", in.reason()));
        if (d.phase == ModulePhase.STOPPING) {
            Stopping.finish(d, null);
        } else {
            Ended.decide(d, d.why(Why.Code.SPAWN_FAILED, in.reason()), false, in.lasting());
        }
    }

    static void ready(Draft d) {
        if (d.phase != ModulePhase.STARTING || d.life != Life.UP) {
            return;
        }
        boolean late = d.why != null && d.why.code() == Why.Code.READY_TIMEOUT;
        d.phase(ModulePhase.READY, late ? null : d.why);
        d.readyAt = d.now.time();
        if (d.calmSince == null) {
            d.calmSince = d.now.nanos();
        }
        d.record("ready", Map.of());
        announce(d);
    }

    /** As Kite does: once it is ready, or was waited for in vain. */
    static void announce(Draft d) {
        if (!d.announced) {
            d.announced = true;
            d.record("started", d.pid == 0 ? Map.of() : Map.of("pid", d.pid));
            d.publish(Subjects.STARTED, Map.of());
            d.effects.add(new Effect.CloseInput());
        }
    }

    /** It was not ready in time. */
    static void late(Draft d) {
        ReadyCheck check = d.rules.ready();
        Duration usual = d.rules.readyTimeout();
        Duration passed = Duration.ofNanos(d.now.nanos() - d.upSince);
        // Told as the manifest has it, unless it was given more.
        Duration within = passed.minus(usual).compareTo(Duration.ofSeconds(1)) < 0 ? usual : passed;
        String text =
                switch (check.kind()) {
                    case PORT -> "did not listen on port " + check.port();
                    case HTTP -> "did not answer on port " + check.port() + check.path();
                    case EXIT -> "did not end";
                    default -> "did not publish module.ready";
                };
        Why why = d.why(Why.Code.READY_TIMEOUT, text + " within " + Draft.seconds(within) + " s");
        d.publish(Subjects.READY_TIMEOUT, Map.of("timeout_seconds", Draft.seconds(within)));
        switch (check.onTimeout()) {
            case WAIT -> {
                d.phase(ModulePhase.STARTING, why);
                d.calmSince = d.now.nanos();
                announce(d);
            }
            case RESTART -> Stopping.begin(d, why, After.POLICY);
            default -> Stopping.begin(d, why, After.FAIL);
        }
    }

    /** It wants more time until it is ready. */
    static void extend(Draft d, double seconds) {
        if (!d.waiting() || !(seconds >= 0) || Double.isInfinite(seconds)) {
            return;
        }
        Duration passed = Duration.ofNanos(d.now.nanos() - d.upSince);
        Duration most = d.rules.readyTimeout().multipliedBy(MOST_TIMEOUTS).minus(passed);
        Duration wanted = Stopping.duration(seconds, most);
        d.timer(wanted.isNegative() ? Duration.ZERO : wanted);
    }
}
