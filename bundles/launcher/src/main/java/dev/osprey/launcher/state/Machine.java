package dev.osprey.launcher.state;

import dev.osprey.launcher.state.Situation.After;
import dev.osprey.launcher.state.Situation.Tally;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.Why;
import java.util.Map;

/** The life of a module: what follows from what happens. It has no thread, no clock and no memory of its own. */
public final class Machine {

    private Machine() {}

    /** What {@code input} makes of a situation, and what is to be done about it. */
    public static Step step(Situation situation, Input input, Rules rules, Moment moment) {
        Draft d = new Draft(situation, rules, moment);
        take(d, input);
        Starting.reconcile(d);
        return new Step(d.situation(), d.effects);
    }

    private static void take(Draft d, Input input) {
        if (input instanceof Input.Start) {
            start(d);
        } else if (input instanceof Input.Need in) {
            need(d, in.by());
        } else if (input instanceof Input.Stop in) {
            stop(d, in.why());
        } else if (input instanceof Input.Restart in) {
            restart(d, in);
        } else if (input instanceof Input.SetState in) {
            state(d, in.state());
        } else if (input instanceof Input.End in) {
            end(d, in.why());
        } else if (input instanceof Input.Cut) {
            Stopping.cut(d);
        } else if (input instanceof Input.Due in && d.due(in.timer())) {
            due(d);
        } else {
            ofRun(d, input);
        }
    }

    private static void ofRun(Draft d, Input input) {
        if (input instanceof Input.Spawned in && in.incarnation() == d.incarnation) {
            Starting.spawned(d, in);
        } else if (input instanceof Input.SpawnFailed in && in.incarnation() == d.incarnation) {
            Starting.spawnFailed(d, in);
        } else if (input instanceof Input.Ready in && in.incarnation() == d.incarnation) {
            Starting.ready(d);
        } else if (input instanceof Input.Ack in && in.incarnation() == d.incarnation) {
            Stopping.ack(d, in.seconds());
        } else if (input instanceof Input.Cleaned in && in.incarnation() == d.incarnation) {
            Stopping.cleaned(d);
        } else if (input instanceof Input.MoreTime in && in.incarnation() == d.incarnation) {
            moreTime(d, in.seconds());
        } else if (input instanceof Input.Exited in && in.incarnation() == d.incarnation) {
            Ended.exited(d, in.exit(), in.reason());
        } else if (input instanceof Input.Gone in && in.incarnation() == d.incarnation) {
            Stopping.gone(d, in.report());
        }
    }

    private static void start(Draft d) {
        if (d.over || d.state == ModuleState.DISABLED) {
            return;
        }
        d.desired = true;
        d.held = false;
        if (d.running()) {
            return;
        }
        d.tally = Tally.NONE;
        if (d.phase == ModulePhase.STOPPING) {
            Stopping.after(d, After.START, d.why);
        } else {
            d.completed = false;
            d.phase(ModulePhase.STOPPED, null);
        }
    }

    /** A run that has done what it was to do is all that others need. */
    private static void need(Draft d, String by) {
        boolean enough = d.desired && !d.held || d.completed;
        if (!enough && !d.over && d.state != ModuleState.DISABLED) {
            d.record("auto_start", Map.of("for", by));
            start(d);
        }
    }

    private static void stop(Draft d, Why why) {
        boolean waited = d.desired && !d.held;
        d.desired = false;
        d.held = false;
        switch (d.phase) {
            case STARTING, READY -> Stopping.begin(d, why, After.STAY);
            case STOPPING -> Stopping.after(d, After.STAY, why);
            case BACKOFF -> d.phase(ModulePhase.STOPPED, why);
            case STOPPED -> d.phase(ModulePhase.STOPPED, waited ? why : d.why);
            default -> {
                // one that failed says how it failed
            }
        }
    }

    private static void restart(Draft d, Input.Restart in) {
        if (d.over || d.state == ModuleState.DISABLED) {
            return;
        }
        if (!d.running()) {
            start(d);
            return;
        }
        d.desired = true;
        d.held = false;
        if (in.anew()) {
            d.tally = Tally.NONE;
        }
        Stopping.begin(d, in.why(), After.START);
    }

    private static void state(Draft d, ModuleState state) {
        if (d.state == state) {
            return;
        }
        d.state = state;
        d.desired = state == ModuleState.ENABLED;
        boolean comes = d.phase == ModulePhase.STOPPING && d.ending.after() != After.STAY;
        d.held = d.desired && !d.running() && !comes;
        Why why =
                switch (state) {
                    case ENABLED -> d.why(Why.Code.HELD, "was set to enabled; module.start starts it");
                    case MANUAL -> d.why(Why.Code.MANUAL, "starts on request");
                    case DISABLED -> d.why(Why.Code.DISABLED, "is disabled; module.state sets it to enabled or manual");
                };
        if (d.phase == ModulePhase.STOPPED || d.phase == ModulePhase.BACKOFF) {
            d.phase(ModulePhase.STOPPED, why);
        } else if (d.phase == ModulePhase.STOPPING && !d.desired && d.ending.after() != After.FAIL) {
            Stopping.after(d, After.STAY, d.why);
        }
    }

    private static void end(Draft d, Why why) {
        d.over = true;
        stop(d, why);
        if (d.phase == ModulePhase.STOPPING) {
            Stopping.hurry(d);
        } else if (d.phase == ModulePhase.FAILED) {
            d.phase(ModulePhase.STOPPED, why);
        }
    }

    private static void due(Draft d) {
        switch (d.phase) {
            case STARTING -> Starting.late(d);
            case STOPPING -> Stopping.due(d);
            default -> {
                // a delay that is over is seen by the reconciliation
            }
        }
    }

    private static void moreTime(Draft d, double seconds) {
        if (d.phase == ModulePhase.STARTING) {
            Starting.extend(d, seconds);
        } else {
            Stopping.extend(d, seconds);
        }
    }
}
