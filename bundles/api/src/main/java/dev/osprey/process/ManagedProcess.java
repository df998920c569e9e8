package dev.osprey.process;

import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
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

    boolean alive();

    /** Its standard input; closing it is seen as end of file. */
    OutputStream stdin();

    /** Ends with the exit, after the last line of output was delivered. */
    CompletionStage<ProcessExit> exit();

    /**
     * Ends the whole tree: a polite signal to the group, then after {@code grace} a kill to whatever of the session is left.
     * Waits until it is gone. May be called after the leader has ended, to end what it left behind.
     */
    KillReport kill(Duration grace);
}
