package dev.osprey.launcher.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.Why;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartingTest {

    private static ReadyCheck check(ReadyCheck.Kind kind, ReadyCheck.OnTimeout onTimeout) {
        return new ReadyCheck(kind, 4711, "/health", 200, 299, Duration.ofMillis(500), onTimeout);
    }

    private static List<String> records(World world) {
        return world.effects.stream()
                .filter(Effect.Record.class::isInstance)
                .map(effect -> ((Effect.Record) effect).step())
                .toList();
    }

    @Test
    void anEnabledModuleStartsAndOthersDoNot() {
        assertTrue(new World(ModuleState.ENABLED).step(new Input.Look()).spawns());
        assertFalse(new World(ModuleState.MANUAL).step(new Input.Look()).spawns());
        assertFalse(new World(ModuleState.DISABLED).step(new Input.Look()).spawns());
        assertFalse(new World(ModuleState.DISABLED).step(new Input.Start()).spawns());
        assertTrue(new World(ModuleState.MANUAL).step(new Input.Start()).spawns());
    }

    @Test
    void startingIsToldBeforeItIsDone() {
        World world = new World(ModuleState.ENABLED).step(new Input.Look());
        assertEquals(
                List.of(
                        new Effect.Record("starting", Map.of()),
                        new Effect.Publish(Subjects.STARTING, Map.of()),
                        new Effect.Spawn(1)),
                world.effects);
    }

    @Test
    void aClosedGateHoldsItUntilItOpens() {
        World world = new World(ModuleState.ENABLED);
        world.gate = new Why(Why.Code.WAITING_DEPENDENCY, "waits until b is ready", "b", java.time.Instant.EPOCH);
        world.step(new Input.Look());
        assertEquals(ModulePhase.STOPPED, world.phase());
        assertEquals(Why.Code.WAITING_DEPENDENCY, world.why());
        assertEquals(
                List.of(new Effect.Record("waiting", Map.of("why", "waiting_dependency", "on", "b"))), world.effects);
        world.step(new Input.Look());
        assertEquals(List.of(), world.effects);
        world.gate = null;
        world.step(new Input.Look());
        assertTrue(world.spawns());
        assertNull(world.why());
    }

    @Test
    void aRestartAlsoWaitsAtTheGate() {
        World world = World.running().exited(1, null).gone();
        world.gate = World.why(Why.Code.WAITING_DOORS);
        world.due();
        assertEquals(ModulePhase.STOPPED, world.phase());
        assertTrue(world.now.wish().desired());
        world.gate = null;
        world.step(new Input.Look());
        assertTrue(world.spawns());
        assertEquals(1, world.now.tally().restarts());
    }

    @Test
    void readyIsToldOnce() {
        World world = World.started().step(new Input.Ready(1));
        assertEquals(List.of("ready", "started"), records(world));
        assertEquals(Map.of(), world.published(Subjects.STARTED));
        assertNull(world.waits());
        world.step(new Input.Ready(1));
        assertEquals(List.of(), world.effects);
    }

    @Test
    void whoIsLateIsWaitedForFurtherAndSaysSo() {
        World world = World.started();
        assertEquals(World.TIMEOUT, world.waits());
        world.due();
        assertEquals(ModulePhase.STARTING, world.phase());
        assertEquals(
                "did not publish module.ready within 15.0 s", world.now.why().text());
        assertEquals(Map.of("timeout_seconds", 15.0), world.published(Subjects.READY_TIMEOUT));
        assertEquals(Map.of(), world.published(Subjects.STARTED));
        world.step(new Input.Ready(1));
        assertEquals(ModulePhase.READY, world.phase());
        assertNull(world.why());
        assertEquals(List.of("ready"), records(world));
    }

    @Test
    void whoIsLateMayBeRestartedOrFail() {
        World again = World.started();
        again.ready = check(ReadyCheck.Kind.PORT, ReadyCheck.OnTimeout.RESTART);
        again.due();
        assertEquals(ModulePhase.STOPPING, again.phase());
        again.due().exited(143, "TERM").gone();
        assertEquals(ModulePhase.BACKOFF, again.phase());
        assertEquals(
                "did not listen on port 4711 within 15.0 s", again.now.why().text());
        World fails = World.started();
        fails.ready = check(ReadyCheck.Kind.HTTP, ReadyCheck.OnTimeout.FAIL);
        fails.due().due().exited(143, "TERM").gone();
        assertEquals(ModulePhase.FAILED, fails.phase());
        assertEquals(
                "did not answer on port 4711/health within 15.0 s",
                fails.now.why().text());
    }

    @Test
    void whoAsksForMoreTimeGetsItUpToTenTimesAsMuch() {
        World world = World.started().after(Duration.ofSeconds(10)).step(new Input.MoreTime(1, 60));
        assertEquals(Duration.ofSeconds(60), world.waits());
        world.step(new Input.MoreTime(1, 1e9));
        assertEquals(Duration.ofSeconds(140), world.waits());
        world.due();
        assertEquals(
                "did not publish module.ready within 150.0 s", world.now.why().text());
    }

    @Test
    void whatIsReadyWhenItRunsIsReadyAtOnce() {
        World world = new World(ModuleState.ENABLED);
        world.ready = check(ReadyCheck.Kind.SPAWN, ReadyCheck.OnTimeout.WAIT);
        world.step(new Input.Look()).spawned();
        assertEquals(ModulePhase.READY, world.phase());
    }

    @Test
    void whatIsSeenByLookingIsLookedAt() {
        World world = new World(ModuleState.ENABLED);
        world.ready = check(ReadyCheck.Kind.PORT, ReadyCheck.OnTimeout.WAIT);
        world.step(new Input.Look()).spawned();
        assertTrue(world.effects.contains(new Effect.Probe(1)));
    }

    @Test
    void aChangedStateStartsAndStopsNothing() {
        World world = new World(ModuleState.MANUAL);
        world.step(new Input.SetState(ModuleState.ENABLED));
        assertTrue(world.now.wish().desired());
        assertEquals(Why.Code.HELD, world.why());
        assertFalse(world.spawns());
        world.step(new Input.Look());
        assertFalse(world.spawns());
        world.step(new Input.Start());
        assertTrue(world.spawns());
        world.spawned().step(new Input.Ready(1));
        world.step(new Input.SetState(ModuleState.DISABLED));
        assertEquals(ModulePhase.READY, world.phase());
        assertFalse(world.now.wish().desired());
    }

    @Test
    void whoNeedsAnotherStartsItUnlessItIsDisabled() {
        World world = new World(ModuleState.MANUAL).step(new Input.Need("a"));
        assertTrue(world.spawns());
        assertEquals("auto_start", records(world).get(0));
        assertFalse(new World(ModuleState.DISABLED).step(new Input.Need("a")).spawns());
    }

    @Test
    void aRestartForTheWatchdogSaysSoAndForgetsNoEnds() {
        World world = World.running().exited(1, null).gone().due().spawned().step(new Input.Ready(2));
        world.step(new Input.Restart(World.why(Why.Code.WATCHDOG), false)).due();
        world.exited(143, "TERM").gone();
        assertTrue(world.spawns());
        assertEquals(Why.Code.WATCHDOG, world.why());
        assertEquals(1, world.now.tally().attempt());
    }
}
