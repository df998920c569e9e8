package dev.osprey.process.tree;

import dev.osprey.process.KillReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Ends a process tree: politely, then by force, until nothing of it is left. For one kill, on one thread. */
public final class TreeKiller {

    private static final Duration FORCE_TIME = Duration.ofSeconds(3);
    private static final long SHORTEST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 40;

    private final ProcessTree tree;
    private boolean interrupted;

    public TreeKiller(ProcessTree tree) {
        this.tree = tree;
    }

    /** Waits until the tree has gone, not to be interrupted; the caller's interrupt is kept for later. */
    public KillReport kill(Duration grace) {
        interrupted = Thread.interrupted();
        try {
            return killTree(grace);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private KillReport killTree(Duration grace) {
        List<ProcessEntry> members = tree.members();
        int found = members.size();
        if (members.isEmpty()) {
            return new KillReport(0, 0, 0);
        }
        Signals.TERMINATE.send(tree.leader(), members);
        members = awaitEnd(members, grace, null);
        int forced = members.size();
        if (forced > 0) {
            Signals.KILL.send(tree.leader(), members);
            members = awaitEnd(members, FORCE_TIME, Signals.KILL);
        }
        return new KillReport(Math.max(found, forced), forced, members.size());
    }

    /** Returns who is left. With a signal, it goes to whoever turned up in the meantime. */
    private List<ProcessEntry> awaitEnd(List<ProcessEntry> first, Duration time, Signals again) {
        long end = System.nanoTime() + time.toNanos();
        long pause = SHORTEST_PAUSE_MILLIS;
        List<ProcessEntry> members = first;
        while (true) {
            if (!tree.anyAlive(members) || again != null) {
                members = tree.members();
                if (members.isEmpty()) {
                    return members;
                }
                if (again != null) {
                    again.send(tree.leader(), members);
                }
            }
            if (System.nanoTime() >= end) {
                return tree.members();
            }
            sleep(Math.min(pause, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private void sleep(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
            // A cancelled caller must still see the tree gone, and its flag would turn the pause into a busy loop.
            interrupted |= Thread.interrupted();
        }
    }
}
