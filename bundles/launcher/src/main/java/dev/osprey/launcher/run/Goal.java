package dev.osprey.launcher.run;

import dev.osprey.launcher.state.Situation;
import dev.osprey.launcher.state.Situation.After;
import dev.osprey.launcher.state.Situation.Life;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModuleDependencyException;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStartException;
import dev.osprey.module.Until;
import dev.osprey.module.Why;

/** What somebody who asked for something waits for. */
sealed interface Goal {

    /**
     * Whether it is reached.
     *
     * @throws ModuleActionException if it will not be
     */
    boolean reached(String name, Situation now);

    /** That the step has been made. */
    record Step() implements Goal {
        @Override
        public boolean reached(String name, Situation now) {
            return true;
        }
    }

    /** That it has stopped, and nothing of it is left. */
    record Stopped() implements Goal {
        @Override
        public boolean reached(String name, Situation now) {
            // Somebody else may have started it again already.
            return now.gone() || now.running();
        }
    }

    /** That nothing of it is left, and nothing will be. */
    record Over() implements Goal {
        @Override
        public boolean reached(String name, Situation now) {
            return now.wish().over() && now.gone();
        }
    }

    /**
     * That it runs.
     *
     * @param newerThan the run before it
     */
    record Started(Until until, long newerThan) implements Goal {

        @Override
        public boolean reached(String name, Situation now) {
            if (now.wish().over()) {
                throw new ModuleActionException(name + " was removed or the launcher stops; look at module.list");
            }
            boolean made = now.run().incarnation() > newerThan;
            if (made && now.run().completed()) {
                return true;
            }
            return switch (now.phase()) {
                case READY -> made;
                case STARTING -> made && far(now);
                case STOPPING -> stopping(name, now);
                case BACKOFF, FAILED -> ended(name, now);
                case STOPPED -> stopped(name, now, made);
            };
        }

        private boolean far(Situation now) {
            return until == Until.SPAWNED ? now.run().life() == Life.UP : late(now);
        }

        private static boolean late(Situation now) {
            return now.why() != null && now.why().code() == Why.Code.READY_TIMEOUT;
        }

        private static boolean stopping(String name, Situation now) {
            if (now.ending().after() == After.START) {
                return false;
            }
            throw new ModuleStartException(name + " is being stopped: " + text(now) + "; start it again");
        }

        private static boolean ended(String name, Situation now) {
            if (now.why() != null && now.why().code() == Why.Code.SPAWN_FAILED) {
                throw new ModuleStartException(name + " could not be started: " + text(now) + next(now));
            }
            String code = now.run().exitCode() == null
                    ? ""
                    : ", with exit code " + now.run().exitCode();
            throw new ModuleStartException(name + " ended while it started" + code + next(now) + "; module:logs " + name
                    + " shows what it wrote");
        }

        private static String next(Situation now) {
            return now.phase() == ModulePhase.BACKOFF ? "; it is tried again" : "";
        }

        private boolean stopped(String name, Situation now, boolean made) {
            if (made || !now.wish().desired() || now.wish().held()) {
                throw new ModuleStartException(name + " has stopped: " + text(now) + "; start it again");
            }
            if (now.why() == null) {
                return false;
            }
            return switch (now.why().code()) {
                case WAITING_DEPENDENCY -> until == Until.SPAWNED;
                case DEPENDENCY_MISSING, DEPENDENCY_DISABLED, DEPENDENCY_FAILED, CYCLE ->
                    throw new ModuleDependencyException(name + " cannot start: it " + text(now));
                case WAITING_DOORS, SHUTDOWN -> throw new ModuleActionException(name + " cannot start: " + text(now));
                default -> false;
            };
        }

        private static String text(Situation now) {
            return now.why() == null ? "no reason was given" : now.why().text();
        }
    }
}
