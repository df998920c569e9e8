package dev.osprey.terminal;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.TerminalSize;
import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** A shell on a terminal of its own. Thread-safe. */
@ProviderType
public interface Terminal {

    /** What happens to a command whose time is over. */
    enum OnTimeout {
        /** It gets a Ctrl-C, and is killed if that does not help within a second. */
        INTERRUPT,
        /** It runs on; the terminal is busy until it ends. */
        LEAVE,
        /** The whole terminal ends. */
        KILL
    }

    /**
     * What was shown.
     *
     * @param from offset of the first byte, counted from the beginning
     * @param next offset to go on from
     * @param lost bytes between what was asked for and {@code from} that are no longer remembered
     * @param ended whether nothing more will come
     */
    record Shown(long from, long next, long lost, byte[] bytes, boolean ended) {}

    /**
     * What became of a command.
     *
     * @param output what it showed, without the prompt and the command itself
     * @param exitCode null if it has not ended
     * @param folder where the shell is now, or null if it has not ended
     * @param truncated whether the beginning of the output was left out
     */
    record Result(String output, Integer exitCode, boolean timedOut, String folder, boolean truncated) {}

    String id();

    TerminalSpec spec();

    /** Its size now. */
    TerminalSize size();

    ManagedProcess process();

    /** Whether a command of {@link #exec} is under way. */
    boolean busy();

    /** When something was last written to it or shown. */
    Instant lastUsed();

    /** Types. Waits while the shell does not read. */
    void write(byte[] keys);

    /**
     * What was shown from an offset on.
     *
     * @param wait how long to wait if there is nothing yet
     */
    Shown read(long from, Duration wait, int mostBytes) throws InterruptedException;

    /**
     * Runs a command line in the shell and waits for its end.
     *
     * @throws IllegalStateException if another command is under way or the terminal has ended
     */
    Result exec(String command, Duration timeout, OnTimeout onTimeout) throws InterruptedException;

    void resize(TerminalSize size);

    KillReport kill();
}
