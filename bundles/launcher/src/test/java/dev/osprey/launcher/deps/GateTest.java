package dev.osprey.launcher.deps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.Why;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GateTest {

    private final Map<String, List<String>> wants =
            new TreeMap<>(Map.of("a", List.of("b", "registry"), "b", List.of("c"), "c", List.of(), "d", List.of("a")));
    private final Map<String, Standing> standings = new TreeMap<>();

    GateTest() {
        wants.keySet().forEach(name -> stands(name, ModulePhase.STOPPED));
    }

    private void stands(String name, ModulePhase phase) {
        standings.put(name, new Standing(ModuleState.ENABLED, true, phase, false, false));
    }

    private Gate gate() {
        return new Gate(Graph.of(wants), "registry"::equals, standings::get);
    }

    private Optional<Why> look(String name) {
        return gate().look(name, Instant.EPOCH);
    }

    private void assertHeld(Why.Code code, String module, Optional<Why> why) {
        assertEquals(code, why.orElseThrow().code());
        assertEquals(module, why.get().module());
    }

    @Test
    void itOpensWhenAllThatIsNeededIsReady() {
        assertTrue(look("c").isEmpty());
        for (ModulePhase phase :
                List.of(ModulePhase.STOPPED, ModulePhase.STARTING, ModulePhase.BACKOFF, ModulePhase.STOPPING)) {
            stands("b", phase);
            assertHeld(Why.Code.WAITING_DEPENDENCY, "b", look("a"));
        }
        stands("b", ModulePhase.FAILED);
        assertHeld(Why.Code.DEPENDENCY_FAILED, "b", look("a"));
        stands("b", ModulePhase.READY);
        assertTrue(look("a").isEmpty());
    }

    @Test
    void whoHasDoneItsWorkOrIsLateHoldsUpNobody() {
        standings.put("b", new Standing(ModuleState.MANUAL, false, ModulePhase.STOPPED, true, false));
        assertTrue(look("a").isEmpty());
        standings.put("b", new Standing(ModuleState.ENABLED, true, ModulePhase.STARTING, false, true));
        assertTrue(look("a").isEmpty());
    }

    @Test
    void whatIsMissingOrDisabledIsTold() {
        wants.put("c", List.of("gone"));
        assertHeld(Why.Code.DEPENDENCY_MISSING, "gone", look("c"));
        wants.put("c", List.of());
        standings.put("b", new Standing(ModuleState.DISABLED, false, ModulePhase.STOPPED, false, false));
        assertHeld(Why.Code.DEPENDENCY_DISABLED, "b", look("a"));
        assertTrue(look("a").get().text().contains("needs b, which is disabled"));
    }

    @Test
    void aDisabledOneThatStillRunsHoldsUpNobody() {
        standings.put("b", new Standing(ModuleState.DISABLED, false, ModulePhase.READY, false, false));
        assertTrue(look("a").isEmpty());
    }

    @Test
    void onlyTheMembersOfACycleAreHeldForIt() {
        wants.put("c", List.of("b"));
        assertHeld(Why.Code.CYCLE, null, look("b"));
        assertTrue(look("b").get().text().contains("b → c → b"), look("b").get().text());
        assertHeld(Why.Code.WAITING_DEPENDENCY, "b", look("a"));
        wants.put("x", List.of());
        stands("x", ModulePhase.STOPPED);
        assertTrue(look("x").isEmpty());
    }

    @Test
    void aRefusalLooksAllTheWayDown() {
        wants.put("c", List.of("gone"));
        Optional<Why> why = gate().refusal("d", Instant.EPOCH);
        assertHeld(Why.Code.DEPENDENCY_MISSING, "gone", why);
        assertTrue(
                why.get().text().startsWith("needs c, which needs gone, which is not there"),
                why.get().text());
        wants.put("c", List.of());
        assertTrue(gate().refusal("d", Instant.EPOCH).isEmpty());
        stands("c", ModulePhase.FAILED);
        assertTrue(gate().refusal("d", Instant.EPOCH).isEmpty());
    }
}
