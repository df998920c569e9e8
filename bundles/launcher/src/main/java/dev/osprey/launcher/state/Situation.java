package dev.osprey.launcher.state;

import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.Why;
import java.time.Instant;
import java.util.List;

/**
 * Where a module stands: all that its next step depends on.
 *
 * @param wish what is wanted of it
 * @param since when the phase began
 * @param why it is as it is, or null
 * @param run the run of now, or the last one
 * @param tally of its ends
 * @param ending how far its stop is; null unless it is {@link ModulePhase#STOPPING}
 * @param timer what it waits for, or null
 * @param timers how many there were
 */
public record Situation(
        Wish wish,
        ModulePhase phase,
        Instant since,
        Why why,
        Run run,
        Tally tally,
        Ending ending,
        Timer timer,
        long timers) {

    /**
     * What is wanted.
     *
     * @param state what is configured
     * @param desired whether it should run
     * @param held whether that has to wait for somebody who starts or stops it, since only the state was changed
     * @param over whether it never starts again: it was removed, or the launcher stops
     */
    public record Wish(ModuleState state, boolean desired, boolean held, boolean over) {}

    /** How much there is of a run. */
    public enum Life {
        NONE,
        /** It is being made. */
        SPAWNING,
        UP,
        /** Its leader has ended, and what it left behind is being ended. */
        LEFT
    }

    /**
     * One run.
     *
     * @param incarnation counts the runs, from 1; 0 before the first
     * @param pid or 0
     * @param upSince the nanosecond of its start
     * @param announced whether {@code module.started} was published
     * @param calmSince the nanosecond since which nothing was wrong with it, or null
     * @param completed whether it ended and had done what it was to do
     */
    public record Run(
            long incarnation,
            Life life,
            long pid,
            Instant startedAt,
            long upSince,
            Instant readyAt,
            Integer exitCode,
            String signal,
            boolean announced,
            Long calmSince,
            boolean completed) {

        static final Run FIRST = new Run(0, Life.NONE, 0, null, 0, null, null, null, false, null, false);
    }

    /**
     * Its ends since somebody started it.
     *
     * @param restarts how often it was started again because of them
     * @param attempt how many delays there were since it was last healthy
     * @param again whether the next start is because of an end
     * @param ends the nanoseconds of those that count for the limit, oldest first
     */
    public record Tally(int restarts, int attempt, boolean again, List<Long> ends) {

        static final Tally NONE = new Tally(0, 0, false, List.of());
    }

    /** What a stop waits for. */
    public enum Stage {
        /** The answer of the spawn: what is not there cannot be asked. */
        SPAWN,
        /** {@code module.shutdown.ack}. */
        ACK,
        /** {@code module.shutdown.ready}. */
        CLEANUP,
        /** It said that it is ready, and goes by itself. */
        LEAVE,
        KILL,
        /** The kill is done; the news of the leader's end is still on its way. */
        NEWS
    }

    /** What comes after a stop. */
    public enum After {
        STAY,
        START,
        /** As after an end of its own. */
        POLICY,
        FAIL
    }

    /**
     * How far a stop is.
     *
     * @param why it is stopped
     * @param latest the nanosecond after which it gets no more time
     */
    public record Ending(Stage stage, After after, Why why, long latest) {}

    /** One at a time; {@link Input.Due} with another number means nothing. */
    public record Timer(long id, long dueNanos, Instant due) {}

    /** A module that was just found. */
    public static Situation found(ModuleState state, Why why, Instant at) {
        return new Situation(
                new Wish(state, state == ModuleState.ENABLED, false, false),
                ModulePhase.STOPPED,
                at,
                why,
                Run.FIRST,
                Tally.NONE,
                null,
                null,
                0);
    }

    /** Whether its process is up and nobody is ending it. */
    public boolean running() {
        return phase == ModulePhase.STARTING || phase == ModulePhase.READY;
    }

    /** Whether nothing of it is there any more. */
    public boolean gone() {
        return run.life() == Life.NONE && phase != ModulePhase.STOPPING;
    }

    /** When it is started again, if it waits for that. */
    public Instant nextStart() {
        return phase == ModulePhase.BACKOFF && timer != null ? timer.due() : null;
    }
}
