package dev.osprey.shell.client;

/** The shell could not be reached; the message says why and what to do. */
final class ClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClientException(String message) {
        super(message);
    }

    ClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
