package dev.osprey.ipc.tools;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** Begins what has the same key one after the other: the next when the one before has said that it is done. Thread-safe. */
final class InOrder {

    /** Behind the one that runs. Guarded by this. */
    private final Map<Object, Queue<Runnable>> behind = new HashMap<>();

    /** Begins it now, or when all before it are done. */
    void enter(Object key, Runnable task) {
        synchronized (this) {
            Queue<Runnable> queue = behind.get(key);
            if (queue != null) {
                queue.add(task);
                return;
            }
            behind.put(key, new ArrayDeque<>());
        }
        task.run();
    }

    /** The one that runs is done. */
    void done(Object key) {
        Runnable next;
        synchronized (this) {
            next = behind.get(key).poll();
            if (next == null) {
                behind.remove(key);
            }
        }
        if (next != null) {
            next.run();
        }
    }
}
