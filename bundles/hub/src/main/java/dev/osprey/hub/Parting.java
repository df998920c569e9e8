package dev.osprey.hub;

/** How a connection ends. On its event loop. */
final class Parting {

    /** Without a close frame. */
    private static final int BROKEN = 1006;

    /** The hub stops; a client's 1001 is clean anyway. */
    private static final int STOPPED = 1001;

    private int code = BROKEN;
    private boolean clean;

    /** The client says good-bye; without a code counts as 1000. */
    void heard(int theirs) {
        if (code == BROKEN) {
            code = theirs;
            clean = theirs == 1000 || theirs == 1001;
        }
    }

    /** The hub says good-bye, or answers. */
    void said(int ours) {
        if (code == BROKEN) {
            code = ours;
        }
    }

    /** Whether others may have to be told: not if it took its leave, or the hub stops. */
    boolean missed() {
        return !clean && code != STOPPED;
    }

    /** Of the close frame that came first; 1006 if there was none. */
    int code() {
        return code;
    }

    /** Whether the client took its leave with 1000 or 1001. */
    boolean clean() {
        return clean;
    }
}
