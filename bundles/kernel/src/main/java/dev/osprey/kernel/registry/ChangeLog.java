package dev.osprey.kernel.registry;

import dev.osprey.registry.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The last changes of the registry, numbered from one. Bounded by their number and by the memory that it alone keeps alive: the
 * documents that were replaced or are gone. What is over goes, the oldest first. This class is threadsafe.
 */
final class ChangeLog {

    /** What a change takes besides its documents. */
    private static final int OVERHEAD = 256;

    /** An entry before and after; null for one that was or is not there. */
    record Change(long number, Entry before, Entry after, long weight) {}

    // All below guarded by this; the change with number n stands at n % ring.length.
    private Change[] ring;
    private long maxWeight;
    private long weight;
    private long first = 1;
    private long last;

    ChangeLog(int most, long maxWeight) {
        this.ring = new Change[most];
        this.maxWeight = maxWeight;
    }

    /** Changes the bounds; what fits stays. */
    synchronized void resize(int most, long newMaxWeight) {
        Change[] larger = new Change[most];
        maxWeight = newMaxWeight;
        trim(most);
        for (long number = first; number <= last; number++) {
            larger[(int) (number % most)] = at(number);
        }
        ring = larger;
    }

    /** @param beforeWeight bytes of heap that the document of {@code before} takes */
    synchronized void add(Entry before, Entry after, long beforeWeight) {
        trim(ring.length - 1);
        last++;
        long own = OVERHEAD + beforeWeight;
        ring[(int) (last % ring.length)] = new Change(last, before, after, own);
        weight += own;
        trim(ring.length);
    }

    private void trim(int most) {
        while (last - first + 1 > most || weight > maxWeight) {
            weight -= at(first).weight();
            ring[(int) (first % ring.length)] = null;
            first++;
        }
    }

    private Change at(long number) {
        return ring[(int) (number % ring.length)];
    }

    /** The number of the newest change; 0 if there was none. */
    synchronized long last() {
        return last;
    }

    /** How many changes are kept. */
    synchronized int size() {
        return (int) (last - first + 1);
    }

    /** The next changes after a number; null if not all of them are kept, or it has not been reached. */
    synchronized List<Change> after(long number, int most) {
        if (number < first - 1 || number > last) {
            return null;
        }
        List<Change> next = new ArrayList<>();
        for (long i = number + 1; i <= Math.min(last, number + most); i++) {
            next.add(at(i));
        }
        return next;
    }
}
