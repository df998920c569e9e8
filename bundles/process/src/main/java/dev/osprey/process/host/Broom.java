package dev.osprey.process.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes groups whose last member has not quite gone. Its thread lives only while there is something to remove. */
final class Broom {

    private static final Logger LOG = LoggerFactory.getLogger(Broom.class);

    private static final int MOST_WAITING = 10_000;
    private static final int TRIES = 200;
    private static final long PAUSE_NANOS = 10_000_000;

    private record Rest(Path group, int tries) {}

    // Guarded by itself, as is "sweeping".
    private final Queue<Rest> rests = new ArrayDeque<>();
    private boolean sweeping;

    /** Removes a group with those below it, now or a little later. */
    void remove(Path group) {
        if (!removedNow(group)) {
            put(new Rest(group, TRIES));
        }
    }

    /** Removes a group as soon as it is empty. */
    void removeLater(Path group) {
        if (!ControlFile.removed(group)) {
            put(new Rest(group, TRIES));
        }
    }

    private void put(Rest rest) {
        synchronized (rests) {
            if (rests.size() >= MOST_WAITING || rest.tries() == 0) {
                LOG.info("The control group {} still has members; the next start removes it", rest.group());
                return;
            }
            rests.add(rest);
            if (!sweeping) {
                sweeping = true;
                Thread thread = new Thread(this::sweep, "osprey-process-groups");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void sweep() {
        while (true) {
            LockSupport.parkNanos(PAUSE_NANOS);
            int round;
            synchronized (rests) {
                round = rests.size();
                if (round == 0) {
                    sweeping = false;
                    return;
                }
            }
            for (int i = 0; i < round; i++) {
                Rest rest;
                synchronized (rests) {
                    rest = rests.remove();
                }
                if (!removedNow(rest.group())) {
                    put(new Rest(rest.group(), rest.tries() - 1));
                }
            }
        }
    }

    private static boolean removedNow(Path group) {
        if (ControlFile.removed(group)) {
            return true;
        }
        // A member may have made groups of its own below.
        List<Path> all = Tree.withThoseBelow(group);
        for (int i = all.size() - 1; i >= 0; i--) {
            ControlFile.removed(all.get(i));
        }
        return !Files.exists(group);
    }
}
