package dev.osprey.launcher.state;

import dev.osprey.module.ModuleState;
import dev.osprey.module.Why;
import dev.osprey.process.KillReport;
import dev.osprey.process.ProcessExit;
import java.time.Instant;

/** What can happen to a module. What names an incarnation means nothing to another one. */
public sealed interface Input {

    /** Somebody wants it to run. */
    record Start() implements Input {}

    /** Another module needs it. */
    record Need(String by) implements Input {}

    /** Somebody wants it to stop. */
    record Stop(Why why) implements Input {}

    /**
     * Somebody wants another run.
     *
     * @param anew whether earlier ends are forgotten
     */
    record Restart(Why why, boolean anew) implements Input {}

    /** Its state was changed, which starts and stops nothing. */
    record SetState(ModuleState state) implements Input {}

    /** What it waits for may have changed. */
    record Look() implements Input {}

    /** It has been removed, or the launcher stops. */
    record End(Why why) implements Input {}

    /** The time for its end is over. */
    record Cut() implements Input {}

    /** A timer is due. */
    record Due(long timer) implements Input {}

    record Spawned(long incarnation, long pid, Instant at) implements Input {}

    /** @param lasting whether another attempt would fail alike */
    record SpawnFailed(long incarnation, String reason, boolean lasting) implements Input {}

    /** It says, or one sees, that it is ready. */
    record Ready(long incarnation) implements Input {}

    /** @param seconds that it wants for cleaning up; NaN if it did not say */
    record Ack(long incarnation, double seconds) implements Input {}

    /** It has cleaned up. */
    record Cleaned(long incarnation) implements Input {}

    /** It asks for so many seconds from now on. */
    record MoreTime(long incarnation, double seconds) implements Input {}

    /**
     * Its leader has ended.
     *
     * @param reason for people, or null for what the exit says
     */
    record Exited(long incarnation, ProcessExit exit, String reason) implements Input {}

    /**
     * A kill is done.
     *
     * @param report null if it could not be carried out
     */
    record Gone(long incarnation, KillReport report) implements Input {}
}
