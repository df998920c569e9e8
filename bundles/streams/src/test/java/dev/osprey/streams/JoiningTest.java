package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.event.EventJournal;
import dev.osprey.event.Position;
import dev.osprey.event.Replay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers that catch up while events are appended, and go on live. */
@Timeout(60)
class JoiningTest {

    private static final int EVENTS = 60_000;

    @TempDir
    Path folder;

    /** As the router: one order for publications and for what is done between them. */
    private static final class Order {
        private final List<List<Long>> live = new ArrayList<>();
        private long last;

        synchronized void publish(EventJournal.Appender appender, Texts batch) {
            batch.number(last + 1);
            appender.append(batch);
            for (int i = 0; i < batch.size(); i++) {
                last++;
                for (List<Long> each : live) {
                    each.add(last);
                }
            }
        }

        synchronized boolean join(Replay replay, Reading reading, List<Long> heard) {
            Replay.Page page = replay.next(1 << 10);
            reading.add(page);
            if (page.end()) {
                live.add(heard);
            }
            return page.end();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readersGoOnLiveWithoutAHoleOrADouble(boolean disk)
            throws InterruptedException, ExecutionException, TimeoutException {
        Order order = new Order();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (Rig rig = new Rig()) {
            if (disk) {
                rig.disk(Rig.disk("d", ">", 1_000_000, 64 << 20), folder);
            } else {
                rig.ring(Rig.memory(">", 1_000_000, 32 << 20), 0);
            }
            EventJournal.Appender appender = rig.journal.appender("a.b").orElseThrow();
            order.publish(appender, new Texts("a.b", 1, 100, 200, true));
            Future<?> appending = threads.submit(() -> {
                Texts one = Texts.one("a.b", 1, 0);
                while (order.last < EVENTS) {
                    order.publish(appender, one.at(order.last + 1));
                }
            });
            List<Future<List<Long>>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Replay replay = rig.journal.replay(List.of("a.*"), Position.from(1));
                readers.add(threads.submit(() -> follow(order, replay)));
            }
            appending.get(50, TimeUnit.SECONDS);
            for (Future<List<Long>> reader : readers) {
                List<Long> heard = reader.get(50, TimeUnit.SECONDS);
                assertEquals(LongStream.rangeClosed(1, EVENTS).boxed().toList(), heard);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> follow(Order order, Replay replay) {
        Reading reading = new Reading();
        List<Long> heard = new ArrayList<>();
        do {
            reading.until(replay, 8 << 10);
        } while (!order.join(replay, reading, heard));
        assertEquals(List.of(), reading.gaps);
        List<Long> all = new ArrayList<>(reading.numbers);
        while (true) {
            synchronized (order) {
                if (order.last >= EVENTS) {
                    all.addAll(heard);
                    return all;
                }
            }
            Thread.onSpinWait();
        }
    }
}
