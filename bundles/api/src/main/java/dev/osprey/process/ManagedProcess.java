package dev.osprey.process;

import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** A process that Osprey started, the leader of its own session. Thread-safe. */
@ProviderType
public interface ManagedProcess {

    /** Unique id in this run of Osprey. */
    String id();

    /** What was asked for. */
    ProcessSpec spec();

    /** The operating system's id. */
    long pid();

    /** When it was started. */
    Instant startedAt();

    /** Where it stands. */
    ProcessState state();

    default boolean alive() {
        return state() != ProcessState.EXITED;
    }

    /** How its limits, its sandbox and its terminal came about; one line for each that was asked for. */
    List<Applied> applied();

    /** What its tree uses now; of an ended one, what it used last. */
    Usage usage();

    /** The ids of all processes of its tree that live now. */
    List<Long> members();

    /** Its standard input; closing it is seen as end of file. A write waits while the process does not read. */
    OutputStream stdin();

    /** What it writes. */
    Output output();

    /** Ends with the exit, after the last of its output was delivered. */
    CompletionStage<ProcessExit> exit();

    /** How it ended, once it has. */
    Optional<ProcessExit> ended();

    /**
     * Stops the whole tree where it is; does nothing to a paused one.
     *
     * @throws IllegalStateException if it has ended
     */
    void pause();

    /**
     * Lets a paused tree go on.
     *
     * @throws IllegalStateException if it has ended
     */
    void resume();

    /**
     * Sends a signal to the process, or to all of its tree. A paused one gets it when it goes on, but for {@code KILL}.
     *
     * @return how many got it; 0 after the end
     */
    int signal(Signal signal, boolean tree);

    /**
     * Ends the whole tree: a polite signal to the group, then after {@code grace} a kill to whatever of the session is left. A paused one goes
     * on, to hear the signal. Waits until it is gone. May be called after the leader has ended, to end what it left behind.
     */
    KillReport kill(Duration grace);

    /**
     * Tells it the size of its terminal.
     *
     * @throws IllegalStateException if it has none
     */
    void resize(TerminalSize size);
}
