package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.osprey.registry.LookupFilter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchesTest {

    private final List<Runnable> underWay = new CopyOnWriteArrayList<>();

    @Test
    void nothingIsReadWhileAPortionIsUnderWay() throws InterruptedException {
        PlainWatch registry = new PlainWatch("e1", 100);
        try (WatchDesk desk = new WatchDesk(new HubStats())) {
            desk.use(registry);
            Watches watches = new Watches(desk, line());
            watches.add(new Watch(TextNode.valueOf("w"), LookupFilter.ALL, null));
            watches.wake();
            settle(desk);
            assertEquals(1, underWay.size());
            registry.put("a", Map.of());
            settle(desk);
            assertEquals(1, underWay.size(), "the client has not got the first one");
            underWay.get(0).run();
            settle(desk);
            assertEquals(2, underWay.size());
        }
    }

    private Watches.Line line() {
        return new Watches.Line() {
            @Override
            public boolean open() {
                return true;
            }

            @Override
            public void write(Watch watch, byte[] frames, Runnable sent) {
                underWay.add(sent);
            }
        };
    }

    /** A change takes two steps of the thread: everybody is woken, then everybody looks. */
    private static void settle(WatchDesk desk) throws InterruptedException {
        for (int step = 0; step < 2; step++) {
            CountDownLatch done = new CountDownLatch(1);
            desk.execute(done::countDown);
            assertTrue(done.await(20, TimeUnit.SECONDS));
        }
    }
}
