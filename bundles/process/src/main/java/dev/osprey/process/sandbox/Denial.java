package dev.osprey.process.sandbox;

import dev.osprey.process.ProcessExit;
import dev.osprey.process.Sandbox;
import java.util.Optional;

/**
 * What can be seen of a denial. A process that was ended for a system call shows it by its exit. Nobody is told of calls that were
 * refused with an error, of files that were not there, and of what happened to a child of the process.
 *
 * @param what was denied: {@code system_call}
 * @param detail for people
 */
public record Denial(String what, String detail) {

    private static final int BY_FILTER = 128 + 31;

    /** @param sandbox of the process, or null */
    public static Optional<Denial> of(Sandbox sandbox, ProcessExit exit) {
        return sandbox != null && sandbox.seccomp() && exit.code() == BY_FILTER
                ? Optional.of(new Denial("system_call", "It was ended (SIGSYS) for a system call that a sandbox denies."))
                : Optional.empty();
    }
}
