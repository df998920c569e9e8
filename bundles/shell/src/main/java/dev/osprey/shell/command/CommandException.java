package dev.osprey.shell.command;

/**
 * Ends a command whose error stands on the error stream already. Karaf gives an exception of this simple name the exit status 1, logs
 * it at debug only, and prints its message to standard output: there is none, so nothing is printed.
 */
public final class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    CommandException(Throwable cause) {
        super(null, cause);
    }
}
