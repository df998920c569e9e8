package dev.osprey.kernel.event;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something that a thread waits at until the test opens it. */
final class Gate {

    static final int SECONDS = 20;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /** Waits until the gate is open or the waiting is interrupted. */
    void pass() {
        entered.countDown();
        try {
            assertTrue(opened.await(SECONDS, TimeUnit.SECONDS), "nobody opened the gate");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void open() {
        opened.countDown();
    }

    /** Waits until somebody stands at the gate. */
    void awaitArrival() {
        await(entered);
    }

    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(SECONDS, TimeUnit.SECONDS), "nothing happened within " + SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
