package dev.osprey.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open stores. One that is configured as before stays as it is when others change. */
final class Stores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

    private final Path folder;
    private final InstantSource clock;
    private final long floor;
    private final Writing writing = new Writing();
    private final ScheduledThreadPoolExecutor keeper;

    /** Files that may wait to be deleted; over that, who appends deletes. */
    private final Semaphore deletions = new Semaphore(16);

    /** Guarded by this. */
    private Map<String, Store> open = Map.of();

    /** Guarded by this. */
    private List<String> unreadable = List.of();

    /**
     * @param folder where streams on disk have their folders
     * @param started when numbers of this run may have begun
     */
    Stores(Path folder, InstantSource clock, long started) {
        this.folder = folder;
        this.clock = clock;
        floor = TimeUnit.MILLISECONDS.toMicros(started);
        keeper = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "osprey-streams-keeper");
            thread.setDaemon(true);
            return thread;
        });
    }

    void begin() {
        keeper.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.SECONDS);
    }

    /** Runs an action on the thread of the stores, unless they are closed before. */
    void later(Runnable action, Duration delay) {
        keeper.schedule(
                () -> {
                    try {
                        action.run();
                    } catch (RuntimeException e) {
                        LOG.error("The streams could not be changed as configured; restart", e);
                    }
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Opens what is new. What is not wanted any more stays open until the returned action is run. */
    synchronized Runnable use(List<StreamSettings> wanted) {
        Map<String, Store> next = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        List<Store> old = new ArrayList<>(open.values());
        for (StreamSettings settings : wanted) {
            Store known = open.get(settings.name());
            if (known != null && known.adopt(settings)) {
                next.put(settings.name(), known);
                old.remove(known);
                continue;
            }
            try {
                next.put(settings.name(), store(settings));
            } catch (IOException e) {
                String problem = "The stream " + settings.name() + " is left out, " + folder.resolve(settings.name())
                        + " cannot be read: " + e + "; check the owner and the mode of the folder, then restart";
                problems.add(problem);
                LOG.error(problem);
            }
        }
        open = next;
        unreadable = List.copyOf(problems);
        return () -> old.forEach(before -> {
            Store after = next.get(before.settings().name());
            if (after != null) {
                after.follow(before);
            }
            before.close();
        });
    }

    private Store store(StreamSettings settings) throws IOException {
        if (!settings.disk()) {
            return new Ring(settings, clock, floor, TimeUnit.MICROSECONDS.toMillis(floor));
        }
        SegmentFiles files = new SegmentFiles(folder.resolve(settings.name()));
        return new DiskStore(settings, files, clock, writing, this::delete);
    }

    synchronized List<Store> open() {
        return List.copyOf(open.values());
    }

    /** Streams that there should be and are not. */
    synchronized List<String> unreadable() {
        return unreadable;
    }

    StreamJournal journal() {
        return new StreamJournal(open(), writing, clock);
    }

    private void delete(Segment segment) {
        if (deletions.tryAcquire()) {
            try {
                keeper.execute(() -> {
                    deletions.release();
                    remove(segment);
                });
                return;
            } catch (RejectedExecutionException e) {
                LOG.debug("The streams are being closed", e);
            }
        }
        remove(segment);
    }

    private static void remove(Segment segment) {
        segment.release();
        try {
            Files.deleteIfExists(segment.file());
        } catch (IOException e) {
            LOG.warn("{} is over the limits of its stream and cannot be deleted", segment.file(), e);
        }
    }

    private void expire() {
        for (Store store : open()) {
            try {
                store.expire();
            } catch (RuntimeException e) {
                // A task that throws is never run again.
                LOG.error(
                        "The old events of the stream {} could not be given up",
                        store.settings().name(),
                        e);
            }
        }
    }

    @Override
    public void close() {
        open().forEach(Store::close);
        keeper.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        keeper.shutdown();
        try {
            if (!keeper.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Files of streams that are over the limits are deleted at the next start");
                keeper.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
