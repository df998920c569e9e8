package dev.osprey.process;

import java.util.Objects;

/**
 * How a process ended.
 *
 * @param code the exit code; 128 + n if signal n ended it
 * @param signal the signal's name without SIG, such as {@code KILL}, or null
 * @param reason why; a program that returns 128 + n by itself cannot be told from one that signal n ended
 */
public record ProcessExit(int code, String signal, ExitReason reason) {

    public ProcessExit {
        Objects.requireNonNull(reason, "reason");
    }

    /** One that ended without Osprey's doing. */
    public ProcessExit(int code, String signal) {
        this(code, signal, signal == null ? ExitReason.EXITED : ExitReason.SIGNALLED);
    }
}
