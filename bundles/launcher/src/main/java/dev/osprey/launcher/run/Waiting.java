package dev.osprey.launcher.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the first of several things. */
final class Waiting {

    private Waiting() {}

    /** Returns when one of them is done or the time is over; an interrupt ends the wait and stays set. */
    static void forAny(Duration time, CompletableFuture<?>... things) {
        try {
            CompletableFuture.anyOf(things).get(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException over) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
