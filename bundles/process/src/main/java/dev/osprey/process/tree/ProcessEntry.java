package dev.osprey.process.tree;

/**
 * One process of the host at one moment.
 *
 * @param pid its id
 * @param parent its parent's id
 * @param group its process group, or -1 where the host does not tell
 * @param session its session, or -1 where the host does not tell
 * @param start when it started, in the host's own units; with {@code pid} it names one process for as long as the host is up
 * @param state the kernel's letter for it; {@code ?} where the host does not tell
 */
public record ProcessEntry(long pid, long parent, long group, long session, long start, char state) {

    /** Stands for a start that nobody saw: the process ended before it could be looked at. */
    public static final long UNKNOWN_START = -1;

    boolean same(long otherPid, long otherStart) {
        return pid == otherPid && start == otherStart;
    }

    /** Whether it has ended and waits for its parent to notice. */
    public boolean zombie() {
        return state == 'Z' || state == 'X';
    }

    /** Whether it waits in the kernel and hears no signal. */
    boolean waits() {
        return state == 'D';
    }

    /** Whether a signal has stopped it. */
    boolean stopped() {
        return state == 'T' || state == 't';
    }
}
