package dev.osprey.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleLogs.Following;
import dev.osprey.module.ModuleLogs.Line;
import dev.osprey.module.ModuleLogs.Listener;
import dev.osprey.module.ModuleLogs.Query;
import dev.osprey.process.OutputListener.Stream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogFollowTest {

    @TempDir
    Path folder;

    private LogDesk desk;
    private LogStore store;

    @BeforeEach
    void open() {
        desk = new LogDesk(folder);
        store = desk.open("a", new LogSpec(100_000, 3, 1_000_000));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** Keeps what it is told. */
    private static final class Kept implements Listener {
        final List<String> heard = new ArrayList<>();
        final CountDownLatch go;

        Kept(CountDownLatch go) {
            this.go = go;
        }

        @Override
        public void onLines(List<Line> lines) {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            lines.forEach(line -> add(line.text()));
        }

        @Override
        public void onGap(long lines) {
            add("gap " + lines);
        }

        @Override
        public void onReset() {
            add("reset");
        }

        @Override
        public void onEnd() {
            add("end");
        }

        private synchronized void add(String text) {
            heard.add(text);
            notifyAll();
        }

        synchronized List<String> until(Predicate<List<String>> there) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!there.test(heard) && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.timedWait(this, 100);
            }
            assertTrue(
                    there.test(heard),
                    () -> "heard " + heard.size() + ": " + heard.subList(Math.max(0, heard.size() - 5), heard.size()));
            return List.copyOf(heard);
        }
    }

    private static Kept listener() {
        return new Kept(new CountDownLatch(0));
    }

    private void write(int from, int to) {
        IntStream.range(from, to).forEach(i -> store.onLine(Stream.STDOUT, "line " + i));
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    @Test
    void whatIsWrittenFromNowOnComesAndTheEndIsTold() throws Exception {
        write(0, 10);
        Kept kept = listener();
        desk.follow("a", null, kept);
        write(10, 30);
        kept.until(heard -> heard.size() >= 20);
        desk.close("a");
        List<String> expected = new ArrayList<>(lines(10, 30));
        expected.add("end");
        assertEquals(expected, kept.until(heard -> heard.contains("end")));
    }

    @Test
    void fromACursorOnNothingIsMissedWhileOthersWrite() throws Exception {
        write(0, 1_500);
        String cursor = desk.page("a", new Query(null, null, 1_500, null))
                .lines()
                .get(0)
                .cursor();
        Thread writing = new Thread(() -> write(1_500, 4_000), "writer");
        writing.start();
        Kept kept = listener();
        desk.follow("a", cursor, kept);
        writing.join();
        assertEquals(lines(1, 4_000), kept.until(heard -> heard.contains("line 3999")));
    }

    @Test
    void whatIsWrittenBetweenTheFilesAndTheLiveLinesIsNotMissed() throws Exception {
        write(0, 3);
        String cursor =
                desk.page("a", new Query(null, null, 3, null)).lines().get(0).cursor();
        Kept kept = listener();
        desk.follow("a", cursor, lines -> {
            if (kept.heard.isEmpty()) {
                write(3, 5);
                store.drain();
            }
            kept.onLines(lines);
        });
        assertEquals(lines(1, 5), kept.until(heard -> heard.size() >= 4));
    }

    @Test
    void anUnknownCursorIsToldAndThenWhatIsNew() throws Exception {
        write(0, 5);
        Kept kept = listener();
        desk.follow("a", "0123456789abcdef-0", kept);
        kept.until(heard -> heard.contains("reset"));
        write(5, 7);
        assertEquals(List.of("reset", "line 5", "line 6"), kept.until(heard -> heard.size() >= 3));
    }

    @Test
    void aListenerThatWaitsHearsHowManyItMissed() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Kept slow = new Kept(go);
        desk.follow("a", null, slow);
        for (int i = 0; i < 40; i++) {
            write(i * 1_000, (i + 1) * 1_000);
            store.drain();
        }
        go.countDown();
        List<String> heard = slow.until(all -> all.stream().anyMatch(text -> text.startsWith("gap")));
        int told = heard.indexOf(heard.stream()
                .filter(text -> text.startsWith("gap"))
                .findFirst()
                .orElseThrow());
        assertEquals(lines(0, told), heard.subList(0, told), "what comes before the gap is whole");
        assertEquals("gap " + (40_000 - told), heard.get(told));
        write(40_000, 40_001);
        slow.until(all -> all.contains("line 40000"));
    }

    @Test
    void aListenerThatFailsHarmsNobody() throws Exception {
        Kept good = listener();
        desk.follow("a", null, lines -> {
            throw new IllegalStateException("on purpose");
        });
        desk.follow("a", null, good);
        write(0, 3);
        good.until(heard -> heard.size() == 3);
        write(3, 5);
        assertEquals(lines(0, 5), good.until(heard -> heard.size() == 5));
    }

    @Test
    void aClosedOneHearsNothingMore() throws Exception {
        Kept closed = listener();
        Kept open = listener();
        Following following = desk.follow("a", null, closed);
        desk.follow("a", null, open);
        write(0, 1);
        closed.until(heard -> heard.size() == 1);
        following.close();
        following.close();
        write(1, 9);
        open.until(heard -> heard.size() == 9);
        assertEquals(lines(0, 1), closed.heard);
    }
}
