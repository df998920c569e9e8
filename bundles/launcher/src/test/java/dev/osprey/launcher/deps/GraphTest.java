package dev.osprey.launcher.deps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GraphTest {

    private static final Map<String, List<String>> DIAMOND = Map.of(
            "a", List.of("b", "c"), "b", List.of("d"), "c", List.of("d"), "d", List.of(), "e", List.of("nobody"));

    @Test
    void levelsBeginWithWhatNeedsNothing() {
        Graph graph = Graph.of(DIAMOND);
        assertEquals(List.of(List.of("d", "e"), List.of("b", "c"), List.of("a")), graph.levels());
        assertEquals(List.of("d", "b", "c"), graph.all("a"));
        assertEquals(List.of("b", "c"), graph.dependents("d"));
        assertEquals(List.of("nobody"), graph.missing("e"));
        assertEquals(List.of(), graph.cycles());
        assertEquals(List.of(), graph.cycle("a"));
    }

    @Test
    void aCycleIsFoundAndToldAsTheShortestWay() {
        Map<String, List<String>> wants = new TreeMap<>(DIAMOND);
        wants.put("d", List.of("a"));
        wants.put("x", List.of("a"));
        wants.put("self", List.of("self"));
        Graph graph = Graph.of(wants);
        assertEquals(Set.of(List.of("a", "b", "c", "d"), List.of("self")), new HashSet<>(graph.cycles()));
        assertEquals(List.of("a", "b", "d", "a"), graph.cycle("a"));
        assertEquals(List.of("d", "a", "b", "d"), graph.cycle("d"));
        assertEquals(List.of("self", "self"), graph.cycle("self"));
        assertEquals(List.of(), graph.cycle("x"));
        assertEquals(List.of(List.of("a", "b", "c", "d", "e", "self"), List.of("x")), graph.levels());
        assertEquals(Set.of("b", "c", "d"), new HashSet<>(graph.all("a")));
    }

    @Test
    void aLongChainIsNoTrouble() {
        Map<String, List<String>> wants = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            wants.put("m" + i, List.of("m" + (i + 1) % 500));
        }
        Graph graph = Graph.of(wants);
        assertEquals(1, graph.cycles().size());
        assertEquals(501, graph.cycle("m0").size());
        assertEquals(499, graph.all("m0").size());
    }

    @Provide
    Arbitrary<Map<String, List<String>>> graphs() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "c", "d", "e", "f", "g");
        return Arbitraries.maps(names, names.list().ofMaxSize(3)).ofMaxSize(7);
    }

    @Property
    void everyLevelNeedsOnlyThoseBeforeItButForCycles(@ForAll("graphs") Map<String, List<String>> wants) {
        Graph graph = Graph.of(wants);
        Set<String> before = new HashSet<>();
        for (List<String> level : graph.levels()) {
            for (String name : level) {
                for (String needed : graph.wants(name)) {
                    boolean circle =
                            graph.cycle(name).size() > 0 && graph.all(needed).contains(name) || needed.equals(name);
                    assertTrue(
                            !graph.has(needed) || circle || before.contains(needed),
                            () -> wants + " " + graph.levels());
                }
            }
            before.addAll(level);
        }
        assertEquals(wants.keySet(), before);
        for (String name : wants.keySet()) {
            boolean reachesItself = graph.wants(name).stream()
                    .anyMatch(needed -> needed.equals(name)
                            || graph.has(needed) && graph.all(needed).contains(name));
            assertEquals(reachesItself, !graph.cycle(name).isEmpty(), () -> name + " in " + wants);
        }
    }
}
