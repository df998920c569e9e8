package dev.osprey.hub.json;

/** Bytes that are not the JSON we take. Has no stack trace: a peer can cause it at will. */
public final class JsonRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final int at;

    JsonRefusedException(String why, int at) {
        super(why, null, false, false);
        this.at = at;
    }

    /** Where, as an index of the scanned array. */
    public int at() {
        return at;
    }
}
