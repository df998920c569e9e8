package dev.osprey.process.tree;

import dev.osprey.process.KillReport;
import dev.osprey.process.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Ends a process tree: politely, then by force, until nothing of it is left. For one kill, on one thread. */
public final class TreeKiller {

    private static final Duration FORCE_TIME = Duration.ofSeconds(3);
    private static final long SHORTEST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 40;

    private final ProcessTree tree;
    private final Signals signals;
    private final Runnable thaw;
    private boolean interrupted;

    /** @param thaw lets a tree that stands go on, so that it hears the polite signal */
    public TreeKiller(ProcessTree tree, Signals signals, Runnable thaw) {
        this.tree = tree;
        this.signals = signals;
        this.thaw = thaw;
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
        if (!grace.isZero()) {
            signals.send(Signal.TERM, tree.leader(), members);
            thaw.run();
            members = awaitEnd(members, grace, false);
        }
        int forced = members.size();
        if (forced > 0) {
            force(members);
            members = awaitEnd(members, FORCE_TIME, true);
        }
        return new KillReport(Math.max(found, forced), forced, members.size());
    }

    private void force(List<ProcessEntry> members) {
        tree.group().kill();
        signals.send(Signal.KILL, tree.leader(), members);
    }

    /** Returns who is left. With force, whoever turned up in the meantime is killed too. */
    private List<ProcessEntry> awaitEnd(List<ProcessEntry> first, Duration time, boolean force) {
        long end = System.nanoTime() + time.toNanos();
        long pause = SHORTEST_PAUSE_MILLIS;
        List<ProcessEntry> members = first;
        while (true) {
            if (!tree.anyAlive(members) || force && pause > 2 * SHORTEST_PAUSE_MILLIS) {
                members = tree.members();
                if (members.isEmpty()) {
                    return members;
                }
                if (force) {
                    force(members);
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
