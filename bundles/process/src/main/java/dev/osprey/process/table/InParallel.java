package dev.osprey.process.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the same to several things at once and waits for all. */
final class InParallel {

    private static final Logger LOG = LoggerFactory.getLogger(InParallel.class);
    private static final int MOST_THREADS = 32;

    private InParallel() {}

    static <T, R> List<R> run(String role, List<T> things, Function<T, R> work) {
        if (things.size() < 2) {
            return things.stream().map(work).toList();
        }
        AtomicInteger count = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(MOST_THREADS, things.size()), task -> {
            Thread thread = new Thread(task, "osprey-process-" + role + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<R>> futures = new ArrayList<>();
            things.forEach(thing -> futures.add(workers.submit(() -> work.apply(thing))));
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            LOG.warn("Not all processes could be dealt with", e.getCause());
            return List.of();
        } finally {
            workers.shutdown();
        }
    }
}
