package dev.osprey.event;

/** No single stream keeps all that was asked for. The message names the patterns and the streams that there are. */
public class NoStreamException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public NoStreamException(String message) {
        super(message);
    }
}
