package dev.osprey.hub;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The patterns of one subscription. Most have one, which is kept without a table: there may be thousands of subscriptions.
 * Changed on the event loop, read by any thread.
 */
final class Patterns {

    /** Immutable as long as it has one at most, then concurrent. */
    private volatile Set<String> held = Set.of();

    /** Those of now. */
    List<String> list() {
        return List.copyOf(held);
    }

    boolean contains(String pattern) {
        return held.contains(pattern);
    }

    /** @return false if it was there */
    boolean add(String pattern) {
        Set<String> now = held;
        if (now.contains(pattern)) {
            return false;
        }
        if (now.isEmpty()) {
            held = Set.of(pattern);
        } else if (now instanceof ConcurrentHashMap.KeySetView) {
            now.add(pattern);
        } else {
            Set<String> many = ConcurrentHashMap.newKeySet();
            many.addAll(now);
            many.add(pattern);
            held = many;
        }
        return true;
    }

    /** @return false if it was not there */
    boolean remove(String pattern) {
        Set<String> now = held;
        if (!now.contains(pattern)) {
            return false;
        }
        if (now.size() == 1) {
            held = Set.of();
        } else {
            now.remove(pattern);
        }
        return true;
    }
}
