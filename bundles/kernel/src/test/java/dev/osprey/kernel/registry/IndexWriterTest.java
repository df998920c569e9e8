package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Revision;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class IndexWriterTest {

    private final EntryIndex index = new EntryIndex();
    private final ChangeLog log = new ChangeLog(10, 1 << 20);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Thread second = new Thread(() -> put("second"), "test-second-writer");

    /** Asked for what a change is noted with: the index has the first change by then, the log has not. */
    private final EntryView view = new EntryView(this::betweenIndexAndLog, () -> Limits.DEFAULT);

    private final IndexWriter writer = new IndexWriter(index, log, view, new Wakes());

    private Lease betweenIndexAndLog(Holding holding) {
        if (begun.compareAndSet(false, true)) {
            second.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (second.isAlive()
                    && second.getState() != Thread.State.BLOCKED
                    && second.getState() != Thread.State.WAITING
                    && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
        }
        return null;
    }

    private void put(String text) {
        writer.put(new Holding(1, "a", Holding.Kind.LEASED, "a", Map.of("text", text), Instant.EPOCH));
    }

    @Test
    void aChangeStandsInTheLogBeforeTheNextOneBegins() throws InterruptedException {
        put("first");
        second.join(20_000);
        Desk.Reader reader = new Desk.Reader();
        LoggedWatch watch = new LoggedWatch("e1", index, log, view, new Wakes());
        reader.at = new Revision("e1", 0);
        reader.readAll(watch, LookupFilter.ALL, 1);
        assertEquals(0, reader.resets);
        assertEquals(Map.of("a", Map.of("text", "second")), reader.known);
    }
}
