package dev.osprey.hub;

import dev.osprey.event.EventJournal;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal, while there is one, and the thread that reads it for all connections, a page of each in turn. */
final class ReplayDesk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReplayDesk.class);

    private final AtomicReference<EventJournal> journal = new AtomicReference<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread reader = new Thread(work, "osprey-hub-replay");
        reader.setDaemon(true);
        return reader;
    });

    void use(EventJournal present) {
        journal.set(present);
    }

    void drop(EventJournal gone) {
        journal.compareAndSet(gone, null);
    }

    /** The journal; null while there is none. */
    EventJournal journal() {
        return journal.get();
    }

    void execute(Runnable page) {
        try {
            thread.execute(page);
        } catch (RejectedExecutionException stopped) {
            log.debug("The hub stops; nothing is replayed any more");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
