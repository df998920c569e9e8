package dev.osprey.kernel.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holders whose documents have one shape, by module id. Written under the lock of the index, read at any time. */
record Family(Shape shape, Map<String, Holding> members) {

    Family(Shape shape) {
        this(shape, new ConcurrentHashMap<>(2));
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
