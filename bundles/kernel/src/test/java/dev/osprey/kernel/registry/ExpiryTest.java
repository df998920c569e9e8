package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Expiry while hundreds of threads register and send heartbeats. */
class ExpiryTest {

    private static final int THREADS = 200;
    private static final int ROUNDS = 12;

    private final Desk desk = new Desk(1_000, new OwnIdOnly());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private static Principal punctual(int thread) {
        return Desk.module("punctual" + thread, "one");
    }

    @Test
    void whoIsPunctualStaysAndWhoIsSilentGoes() throws Exception {
        CyclicBarrier round = new CyclicBarrier(THREADS + 1);
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            all.add(threads.submit(() -> work(thread, round)));
        }
        Future<?> sweeper = threads.submit(() -> {
            while (!over.get()) {
                desk.registrations.sweep();
            }
        });
        for (int i = 0; i < ROUNDS; i++) {
            round.await(60, TimeUnit.SECONDS);
            desk.run(Duration.ofSeconds(29)); // beside what they do in this round: under half of the time to live
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        over.set(true);
        sweeper.get(60, TimeUnit.SECONDS);
        threads.shutdown();
        desk.registrations.sweep();

        Set<String> present = new TreeSet<>(desk.index.holders().keySet());
        for (int i = 0; i < THREADS; i++) {
            assertTrue(present.remove("punctual" + i), "punctual" + i);
        }
        present.removeIf(id -> id.startsWith("silent-" + (ROUNDS - 1)) || id.startsWith("silent-" + (ROUNDS - 2)));
        present.removeIf(id -> id.startsWith("silent-" + (ROUNDS - 3)));
        assertEquals(Set.of(), present, "silent for 60 s and more");

        desk.run(Duration.ofSeconds(60));
        desk.registrations.sweep();
        assertEquals(0, desk.index.size());
        assertEquals(0, desk.leases.size());
    }

    private void work(int thread, CyclicBarrier round) {
        try {
            desk.register(punctual(thread));
            for (int i = 0; i < ROUNDS; i++) {
                round.await(60, TimeUnit.SECONDS);
                desk.registrations.heartbeat(punctual(thread), "punctual" + thread);
                desk.register(Desk.module("silent-" + i + "-" + thread, "one"));
                if (i % 3 == thread % 3) {
                    desk.register(punctual(thread));
                }
            }
        } catch (java.util.concurrent.BrokenBarrierException
                | java.util.concurrent.TimeoutException
                | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
