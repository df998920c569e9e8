package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Look-ups find what a scan of all documents finds, however the index came to be what it is. */
class LookupTest {

    private final EntryIndex index = new EntryIndex();

    private static List<Match> find(EntryIndex index, LookupFilter filter) {
        return new Lookup(filter, 1_000_000).in(index);
    }

    private List<Match> find(String module, String field, String value) {
        return find(index, new LookupFilter(module, field, value));
    }

    @Property(tries = 300)
    void fewEntriesAreFoundAsByAScan(@ForAll long seed) {
        compareWithAScan(new Random(seed), 40, 60);
    }

    @Property(tries = 8)
    void manyEntriesAreFoundAsByAScan(@ForAll long seed) {
        compareWithAScan(new Random(seed), 6000, 100);
    }

    private static void compareWithAScan(Random random, int steps, int lookups) {
        EntryIndex index = new EntryIndex();
        NaiveRegistry naive = new NaiveRegistry();
        for (int round = 0; round < 3; round++) {
            for (int step = 0; step < steps; step++) {
                change(random, steps, index, naive);
            }
            for (int lookup = 0; lookup < lookups; lookup++) {
                LookupFilter filter = NaiveRegistry.randomFilter(random);
                assertEquals(naive.lookup(filter), find(index, filter), filter::toString);
            }
            assertTrue(index.agreesWith(naive.documents.keySet().stream()
                    .map(id -> index.find(id).orElseThrow())
                    .toList()));
        }
    }

    private static void change(Random random, int ids, EntryIndex index, NaiveRegistry naive) {
        int number = random.nextInt(ids);
        String id = "m" + number;
        if (random.nextInt(4) == 0) {
            index.remove(number);
            naive.documents.remove(id);
        } else {
            Map<String, Object> document =
                    random.nextInt(50) == 0 ? NaiveRegistry.looseDocument("x") : NaiveRegistry.randomDocument(random);
            index.put(NaiveRegistry.holding(number, id, document));
            naive.documents.put(id, document);
        }
    }

    @Test
    void aColumnIsMadeForManyOnly() {
        for (int i = 0; i < Lookup.MANY - 1; i++) {
            index.put(NaiveRegistry.holding(i, "m" + i, Map.of("n", i)));
        }
        assertEquals(List.of(new Match("m7", "n", 7)), find("*", "n", "7"));
        assertEquals(0, index.columns());
        index.put(NaiveRegistry.holding(Lookup.MANY, "z", Map.of("n", 7L)));
        assertEquals(List.of(new Match("m7", "n", 7), new Match("z", "n", 7L)), find("*", "n", "7"));
        assertEquals(1, index.columns());
        assertSame(index.column("n"), index.column("n"));
    }

    @Test
    void theColumnAskedLongestAgoMakesRoom() {
        index.put(NaiveRegistry.holding(1, "m", Map.of("n", 1)));
        Column first = index.column("n");
        Column second = index.column("p0");
        for (int i = 1; i < Columns.MOST - 1; i++) {
            index.column("p" + i);
        }
        assertSame(first, index.column("n"));
        index.column("one more");
        assertEquals(Columns.MOST, index.columns());
        assertSame(first, index.column("n"));
        assertTrue(second != index.column("p0"));
    }

    @Test
    void whatNobodyHasIsForgotten() {
        for (int i = 0; i < 100; i++) {
            index.put(NaiveRegistry.holding(i, "m" + i, Map.of("own" + i, 1, "shared", Map.of("x", i % 2))));
        }
        assertEquals(100, index.families().all().size());
        assertEquals(101, index.families().paths());
        for (int i = 0; i < 99; i++) {
            index.remove(i);
        }
        assertEquals(1, index.families().all().size());
        assertEquals(2, index.families().paths());
        index.put(NaiveRegistry.holding(99, "m99", Map.of()));
        assertEquals(1, index.families().paths());
        index.remove(99);
        assertEquals(0, index.families().all().size());
        assertEquals(0, index.families().paths());
    }

    @Test
    void equalShapesAndPathsAreKeptOnce() {
        index.put(NaiveRegistry.holding(1, "m1", Map.of("a", 1, "b", new String("x"))));
        index.put(NaiveRegistry.holding(2, "m2", Map.of(new String("b"), 1, new String("a"), 2)));
        index.put(NaiveRegistry.holding(3, "m3", Map.of(new String("b"), 1)));
        Shape shape = index.find("m1").orElseThrow().shape();
        assertSame(shape, index.find("m2").orElseThrow().shape());
        assertSame(shape.path(1), index.find("m3").orElseThrow().shape().path(0));
    }

    @Test
    void aDocumentThatIsSmallBesideItsPathsIsFoundAllTheSame() {
        index.put(NaiveRegistry.holding(1, "m1", NaiveRegistry.looseDocument("x")));
        index.put(NaiveRegistry.holding(2, "m0", Map.of("a", "x")));
        assertSame(Shape.LOOSE, index.find("m1").orElseThrow().shape());
        assertEquals(1, index.families().paths());
        assertEquals(List.of(new Match("m0", "a", "x"), new Match("m1", "a", "x")), find("*", "a", "x"));
        assertEquals(101, find("m1", "*", "x").size());
    }

    @Test
    void tooManyRowsAreRefused() {
        index.put(NaiveRegistry.holding(1, "m1", Map.of("a", 1, "b", 2)));
        LookupFilter all = LookupFilter.ALL;
        assertEquals(2, new Lookup(all, 2).in(index).size());
        assertThrows(IllegalArgumentException.class, () -> new Lookup(all, 1).in(index));
    }

    /** An entry changes its shape all the time, but it is always there, once, and never half the one and half the other. */
    @Test
    void readersSeeEachEntryOnceAndWholeWhileItChanges() throws Exception {
        int entries = 3000;
        for (int i = 0; i < entries; i++) {
            index.put(version(i, 0));
        }
        assertNotNull(index.column("n"));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<?>> readers = new ArrayList<>();
        readers.add(threads.submit(() -> {
            while (!done.get()) {
                see(find("*", "*", "*"), 2 * entries, 2);
                see(find("m1*", "*", "*"), 2 * 1111, 2);
            }
        }));
        readers.add(threads.submit(() -> {
            while (!done.get()) {
                see(find("*", "always", "*"), 30, 1);
                see(find("*", "alw*", "here"), 30, 1);
                see(find("*", "always", "here"), 30, 1);
            }
        }));
        Random random = new Random(1);
        for (int change = 1; change <= 30_000; change++) {
            index.put(version(random.nextInt(entries), change));
        }
        done.set(true);
        for (Future<?> reader : readers) {
            reader.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
    }

    @Test
    void anEntryThatComesBackWithAnotherShapeIsNotSeenTwice() throws Exception {
        for (int i = 0; i < 14; i++) {
            index.put(NaiveRegistry.holding(i, "m" + i, Map.of("always", "here", "own" + i, i)));
        }
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> writer = threads.submit(() -> {
            for (int change = 0; change < 200_000; change++) {
                index.remove(7);
                index.put(NaiveRegistry.holding(7, "m7", Map.of("always", "here", "own" + change % 14, 7)));
            }
        });
        while (!writer.isDone()) {
            List<Match> rows = find("*", "always", "*");
            assertEquals(
                    rows.size(), rows.stream().map(Match::moduleId).distinct().count());
            assertTrue(rows.size() >= 13);
        }
        writer.get();
        threads.shutdown();
    }

    /** Every hundredth entry has a field that the others have not; all have two fields with one value. */
    private static Holding version(int entry, int change) {
        String other = change % 2 == 0 ? "b" : "c";
        return NaiveRegistry.holding(
                entry,
                "m" + entry,
                entry % 100 == 0 ? Map.of("always", "here", "z" + other, change) : Map.of("a", change, other, change));
    }

    private static void see(List<Match> rows, int count, int each) {
        assertEquals(count, rows.size());
        for (int row = 0; row < rows.size(); row += each) {
            Match first = rows.get(row);
            for (int next = row + 1; next < row + each; next++) {
                assertEquals(first.moduleId(), rows.get(next).moduleId());
                assertTrue(first.field().equals("always")
                        || first.value().equals(rows.get(next).value()));
            }
            assertTrue(row == 0 || !first.moduleId().equals(rows.get(row - 1).moduleId()));
        }
    }
}
