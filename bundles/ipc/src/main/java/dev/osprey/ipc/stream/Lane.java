package dev.osprey.ipc.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs what it is given one after the other, on threads that it shares with other lanes. Thread-safe. */
public final class Lane implements Executor {

    private final Executor threads;
    /** Guarded by this, as the flag. */
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    private boolean running;

    public Lane(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        threads.execute(this::work);
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized Runnable next() {
        Runnable task = tasks.poll();
        if (task == null) {
            running = false;
        }
        return task;
    }
}
