package dev.osprey.ipc;

import dev.osprey.access.Principal;
import dev.osprey.ipc.method.Standing;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections that are open. This class is threadsafe. */
final class PeerTable {

    private final Set<Line> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void add(Line line) {
        open.add(line);
    }

    void remove(Line line) {
        open.remove(line);
    }

    int count() {
        return open.size();
    }

    long pending() {
        return open.stream().mapToLong(Line::pending).sum();
    }

    /** Cuts off whoever speaks for an incarnation that has ended. */
    void end(Principal ended) {
        for (Line line : open) {
            Principal principal = line.principal();
            if (line.standing() == Standing.IDENTIFIED
                    && principal.name().equals(ended.name())
                    && principal.incarnation().equals(ended.incarnation())) {
                line.close("its token has ended");
            }
        }
    }

    /** Once a second. */
    void check() {
        long now = System.nanoTime();
        open.forEach(line -> line.run(() -> line.check(now)));
    }

    void closeAll(String why) {
        open.forEach(line -> line.close(why));
    }
}
