package dev.osprey.itests;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for what happens in another process: asked again every 20 ms until a generous deadline. */
final class Await {

    private Await() {}

    static void until(String what, Duration atMost, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Exception last = null;
        do {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(20_000_000);
        } while (System.nanoTime() < deadline);
        throw new AssertionError("not within " + atMost + ": " + what, last);
    }

    static void until(String what, Callable<Boolean> condition) {
        until(what, Duration.ofSeconds(20), condition);
    }

    static <T> T value(String what, Supplier<T> supplier) {
        Object[] result = new Object[1];
        until(what, () -> (result[0] = supplier.get()) != null);
        @SuppressWarnings("unchecked")
        T value = (T) result[0];
        return value;
    }
}
