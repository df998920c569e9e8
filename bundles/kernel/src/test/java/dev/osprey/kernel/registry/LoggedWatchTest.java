package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.registry.ChangePage;
import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedWatchTest {

    private static final LookupFilter BLUE = new LookupFilter("*", "colour", "blue");

    private final Desk desk = new Desk(10, new OwnIdOnly());

    private static List<String> told(ChangePage page) {
        return page.changes().stream()
                .map(change -> change.kind() + " " + change.entry().moduleId() + " " + change.revision())
                .toList();
    }

    private ChangePage read(LookupFilter filter, long after) {
        return desk.watch.read(filter, new Revision("e1", after), 100);
    }

    private static Map<String, Object> colour(String colour) {
        return Map.of("colour", colour);
    }

    @Test
    void aReadThatTakesLongEndsEarlyAndGoesOnWhereItEnded() {
        for (int i = 0; i < 5; i++) {
            desk.put("lamp" + i, Map.of("colour", "red"));
        }
        desk.pace.set(Duration.ofSeconds(1).toNanos());
        ChangePage page = desk.watch.read(BLUE, new Revision("e1", 0), 100);
        assertEquals(new Revision("e1", 1), page.next());
        assertTrue(page.more());
        int reads = 1;
        for (; page.more(); reads++) {
            page = desk.watch.read(BLUE, page.next(), 100);
        }
        assertEquals(5, reads);
    }

    @Test
    void aReaderThatKnowsItsPositionGetsExactlyWhatCameAfterIt() {
        desk.put("a", colour("blue"));
        desk.put("b", colour("red"));
        Revision known = desk.watch.revision();
        desk.put("c", colour("red"));
        desk.put("a", colour("red"));
        desk.remove("b");
        ChangePage page = desk.watch.read(LookupFilter.ALL, known, 100);
        assertFalse(page.reset());
        assertFalse(page.more());
        assertEquals(List.of("PUT c e1-3", "PUT a e1-4", "DELETE b e1-5"), told(page));
        assertEquals(new Revision("e1", 5), page.next());
        assertEquals(colour("red"), page.changes().get(2).entry().document(), "a delete tells what was there last");
        assertEquals(List.of(), told(desk.watch.read(LookupFilter.ALL, page.next(), 100)));
    }

    @Test
    void whatLeavesTheFilterIsADeleteAndWhatEntersItAPut() {
        desk.put("a", colour("blue"));
        desk.put("a", colour("red"));
        desk.put("a", colour("blue"));
        desk.put("b", colour("red"));
        desk.put("b", colour("green"));
        assertEquals(List.of("PUT a e1-1", "DELETE a e1-2", "PUT a e1-3"), told(read(BLUE, 0)));
        assertEquals(new Revision("e1", 5), read(BLUE, 0).next(), "the position moves on where nothing matched");
    }

    @ParameterizedTest
    @CsvSource({"e2, 12", "e1, 13", "e1, 1", "e1, -4"})
    void anotherEpochAPositionToComeAndOneNoLongerKeptGetTheWholeState(String epoch, long number) {
        for (int i = 0; i < 12; i++) {
            desk.put("m" + i % 3, Map.of("n", i));
        }
        ChangePage page = desk.watch.read(LookupFilter.ALL, new Revision(epoch, number), 100);
        assertTrue(page.reset());
        assertEquals(List.of("PUT m0 e1-12", "PUT m1 e1-12", "PUT m2 e1-12"), told(page));
        assertFalse(
                desk.watch.read(LookupFilter.ALL, new Revision("e1", 2), 100).reset(), "the oldest that is kept");
        assertFalse(
                desk.watch.read(LookupFilter.ALL, new Revision("e1", 12), 100).reset());
    }

    @Test
    void aReadExaminesNoMoreThanAskedForAndSaysThatThereIsMore() {
        for (int i = 0; i < 6; i++) {
            desk.put("m" + i, colour(i == 5 ? "blue" : "red"));
        }
        ChangePage page = desk.watch.read(BLUE, new Revision("e1", 0), 4);
        assertEquals(List.of(), told(page));
        assertTrue(page.more());
        ChangePage rest = desk.watch.read(BLUE, page.next(), 4);
        assertEquals(List.of("PUT m5 e1-6"), told(rest));
        assertFalse(rest.more());
    }

    @Test
    void documentsThatOnlyTheLogKeepsAliveAreBounded() {
        ChangeLog log = new ChangeLog(1_000, 1 << 20);
        Entry large = new Entry("a", Map.of("text", "x".repeat(100_000)), "a", null, null, null);
        for (int i = 0; i < 1_000; i++) {
            log.add(large, large, 100_000);
        }
        assertEquals(10, log.size());
        log.resize(4, 1 << 20);
        assertEquals(4, log.size());
        log.resize(50, 1 << 16);
        assertEquals(0, log.size());
        log.add(null, large, 0);
        assertEquals(1, log.after(1_000, 10).size());
    }

    @Test
    void aNewBoundKeepsTheLastChangesAndTheirNumbers() {
        for (int i = 0; i < 10; i++) {
            desk.put("m" + i, Map.of());
        }
        desk.log.resize(3, 1 << 20);
        assertTrue(read(LookupFilter.ALL, 6).reset());
        assertEquals(List.of("PUT m7 e1-8", "PUT m8 e1-9", "PUT m9 e1-10"), told(read(LookupFilter.ALL, 7)));
        desk.log.resize(7, 1 << 20);
        desk.put("m10", Map.of());
        assertEquals(4, read(LookupFilter.ALL, 7).changes().size());
    }

    @Test
    void entriesComeInPortionsById() {
        IntStream.range(0, 7).forEach(i -> desk.put("m" + i, colour(i % 2 == 0 ? "blue" : "red")));
        desk.put("z", colour("blue"));
        LookupFilter filter = new LookupFilter("m*", "colour", "blue");
        List<String> ids = new ArrayList<>();
        String after = "";
        for (List<Entry> portion = desk.watch.entries(filter, after, 3);
                !portion.isEmpty();
                portion = desk.watch.entries(filter, after, 3)) {
            portion.forEach(entry -> ids.add(entry.moduleId()));
            after = ids.get(ids.size() - 1);
        }
        assertEquals(List.of("m0", "m2", "m4", "m6"), ids);
    }

    @Test
    void anEntryThatHasGoneTellsItsLastHeartbeat() {
        desk.register(Desk.module("a", "one"));
        desk.run(Duration.ofSeconds(10));
        desk.registrations.heartbeat(Desk.module("a", "one"), "a");
        Instant beat = desk.leases.find("a").lastHeartbeat();
        desk.run(Duration.ofSeconds(60));
        desk.registrations.sweep();
        EntryChange gone = read(LookupFilter.ALL, 1).changes().get(0);
        assertEquals(EntryChange.Kind.DELETE, gone.kind());
        assertEquals(beat, gone.entry().lastHeartbeat());
    }

    @Test
    void aGlobThatIsTooLongIsRefused() {
        LookupFilter filter = new LookupFilter("x".repeat(600), null, null);
        assertThrows(IllegalArgumentException.class, () -> desk.watch.read(filter, null, 1));
    }

    @Test
    void aFailingSignalHurtsNobodyAndAClosedOneIsStill() {
        AtomicInteger woken = new AtomicInteger();
        desk.watch.onChange(() -> {
            throw new IllegalStateException("a foreign fault");
        });
        var signal = desk.watch.onChange(woken::incrementAndGet);
        desk.put("a", Map.of());
        desk.put("a", Map.of());
        assertEquals(1, woken.get(), "the second was no change");
        desk.remove("a");
        assertEquals(2, woken.get());
        signal.close();
        signal.close();
        desk.put("a", Map.of());
        assertEquals(2, woken.get());
    }

    @Test
    void aSignalThatChangesTheRegistryItselfIsWokenForThatToo() {
        AtomicInteger woken = new AtomicInteger();
        desk.watch.onChange(() -> {
            if (woken.incrementAndGet() < 5) {
                desk.put("n" + woken.get(), Map.of());
            }
        });
        desk.put("a", Map.of());
        assertEquals(5, woken.get());
    }

    record Step(int module, String colour, int read) {}

    /** Whatever is kept and however slowly somebody reads: in the end it knows what is there, and what it was told adds up. */
    @Property(tries = 500)
    void aReaderAtAnySpeedEndsWithWhatTheRegistryHas(@ForAll("steps") List<Step> steps) {
        Desk small = new Desk(4, new OwnIdOnly());
        Desk.Reader all = new Desk.Reader();
        Desk.Reader blue = new Desk.Reader();
        for (Step step : steps) {
            String id = "m" + step.module();
            if (step.colour().isEmpty()) {
                small.remove(id);
            } else {
                small.put(id, colour(step.colour()));
            }
            if (step.read() > 0) {
                all.read(small.watch, LookupFilter.ALL, step.read());
                blue.read(small.watch, BLUE, step.read());
            }
        }
        all.readAll(small.watch, LookupFilter.ALL, 2);
        blue.readAll(small.watch, BLUE, 2);
        assertEquals(small.now(LookupFilter.ALL), all.known);
        assertEquals(small.now(BLUE), blue.known);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of("blue", "red", "green", ""),
                        Arbitraries.of(0, 0, 0, 1, 2, 5))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Test
    void readersBesideManyWritersEndWithWhatTheRegistryHas() throws Exception {
        Desk busy = new Desk(64, new OwnIdOnly());
        ExecutorService threads = Executors.newFixedThreadPool(6);
        AtomicInteger writing = new AtomicInteger(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(i);
            all.add(threads.submit(() -> {
                for (int n = 0; n < 5_000; n++) {
                    String id = "m" + random.nextInt(20);
                    if (random.nextInt(3) == 0) {
                        busy.remove(id);
                    } else {
                        busy.put(id, Map.of("colour", random.nextBoolean() ? "blue" : "red", "n", n));
                    }
                }
                writing.decrementAndGet();
            }));
        }
        for (int i = 0; i < 2; i++) {
            int most = i == 0 ? 1 : 50;
            all.add(threads.submit(() -> {
                Desk.Reader reader = new Desk.Reader();
                while (writing.get() > 0) {
                    reader.read(busy.watch, BLUE, most);
                }
                reader.readAll(busy.watch, BLUE, most);
                assertEquals(busy.now(BLUE), reader.known);
            }));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
    }
}
