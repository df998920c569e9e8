package dev.osprey.launcher.run;

import dev.osprey.process.KillReport;
import dev.osprey.process.ProcessExit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** One run of a module. Thread-safe. */
interface Living {

    /** Or 0. */
    long pid();

    Instant startedAt();

    CompletionStage<Departure> exit();

    /** Ends it with all that belongs to it; waits until it is gone. May be called after its end. */
    KillReport kill(Duration grace);

    void closeInput();

    /** The ids of its processes. */
    List<Long> members();

    /** What it was to get and did not. */
    List<String> warnings();

    /**
     * Its end.
     *
     * @param reason for people, or null for what the exit says
     */
    record Departure(ProcessExit exit, String reason) {}
}
