package dev.osprey.process.tree;

import dev.osprey.process.Signal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Stops a tree where it is and lets it go on: by its control group at once, else by signals, until nobody new turns up. */
public final class TreePause {

    private static final int MOST_ROUNDS = 100;
    private static final long BETWEEN_NANOS = 1_000_000;

    private final ProcessTree tree;
    private final Signals signals;

    public TreePause(ProcessTree tree, Signals signals) {
        this.tree = tree;
        this.signals = signals;
    }

    /** @return whether all of it stands */
    public boolean pause() {
        if (tree.group().exact() && tree.group().freeze()) {
            return true;
        }
        Set<Long> told = new HashSet<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<ProcessEntry> running =
                    tree.members().stream().filter(p -> !stands(p, told)).toList();
            if (running.isEmpty()) {
                return true;
            }
            signals.send(Signal.STOP, tree.leader(), running);
            running.forEach(p -> told.add(p.pid()));
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        return false;
    }

    // Whoever waits in the kernel, such as for a child between vfork and exec that stands itself, stops before it comes
    // back.
    private static boolean stands(ProcessEntry p, Set<Long> told) {
        return p.stopped() || p.waits() && told.contains(p.pid());
    }

    /** Does no harm to a tree that runs. */
    public void resume() {
        if (tree.group().exact()) {
            tree.group().thaw();
        }
        List<ProcessEntry> stopped =
                tree.members().stream().filter(p -> p.stopped() || p.waits()).toList();
        signals.send(Signal.CONT, tree.leader(), stopped);
    }
}
