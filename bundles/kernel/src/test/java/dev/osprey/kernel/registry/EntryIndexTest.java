package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.kernel.registry.EntryIndex.Change;
import dev.osprey.kernel.registry.EntryIndex.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever comes and goes, the index is what a rebuild gives, and its changes tell the whole story. */
class EntryIndexTest {

    record Step(boolean add, Holding holding) {}

    @Property(tries = 1000)
    void isAlwaysWhatARebuildGives(@ForAll("steps") List<Step> steps) {
        EntryIndex index = new EntryIndex();
        index.column("k");
        Map<Long, Holding> framework = new TreeMap<>();
        Map<String, Holding> told = new HashMap<>();
        for (Step step : steps) {
            List<Change> changes;
            if (step.add()) {
                framework.put(step.holding().serviceId(), step.holding());
                changes = index.put(step.holding());
            } else {
                framework.remove(step.holding().serviceId());
                changes = index.remove(step.holding().serviceId());
            }
            changes.forEach(change -> tell(told, change));
            assertTrue(index.agreesWith(new ArrayList<>(framework.values())));
            assertEquals(told, new HashMap<>(index.holders()));
        }
    }

    private static void tell(Map<String, Holding> told, Change change) {
        String id = change.holding().moduleId();
        if (change.what() == What.APPEARED) {
            assertEquals(null, told.put(id, change.holding()));
        } else if (change.what() == What.REPLACED) {
            assertEquals(change.other(), told.put(id, change.holding()));
        } else if (change.what() == What.GONE) {
            assertEquals(change.holding(), told.remove(id));
        } else {
            assertEquals(change.other(), told.get(id));
        }
    }

    @Test
    void aNewerRegistrationTakesTheIdAtOnceAndWithoutAClash() {
        EntryIndex index = new EntryIndex();
        Holding old = new Holding(1, "a", Holding.Kind.LEASED, "x", Map.of(), Instant.EPOCH);
        Holding fresh = new Holding(2, "a", Holding.Kind.LEASED, "x", Map.of("k", 1), Instant.EPOCH);
        index.put(old);
        assertEquals(List.of(new Change(What.REPLACED, fresh, old)), index.put(fresh));
        assertEquals(List.of(), index.remove(1));
        assertEquals(fresh, index.find("a").orElseThrow());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Holding> holding = Combinators.combine(
                        Arbitraries.longs().between(1, 6),
                        Arbitraries.of("a", "b"),
                        Arbitraries.of("x", "y"),
                        Arbitraries.of(
                                Map.<String, Object>of(),
                                Map.<String, Object>of("k", 1),
                                Map.<String, Object>of("k", Map.of("k", 1)),
                                Map.<String, Object>of("k", 2, "l", 3)))
                .as((service, id, holder, document) -> new Holding(
                        // A service never changes its kind.
                        service, id, Holding.Kind.values()[(int) (service % 3)], holder, document, Instant.EPOCH));
        return Combinators.combine(Arbitraries.of(true, true, false), holding)
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }
}
