package dev.osprey.launcher.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.RestartPolicy;
import dev.osprey.module.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RestartTest {

    /** Ends by itself, and what it left behind is gone too. */
    private static void crash(World world) {
        world.exited(1, null);
        world.gone();
    }

    private static void comesBack(World world) {
        world.due();
        assertTrue(world.spawns(), world.now::toString);
        world.spawned();
        world.step(new Input.Ready(world.run()));
    }

    @Test
    void aModuleThatWasKilledComesBackAfterADelay() {
        World world = World.running();
        world.exited(137, "KILL");
        assertEquals(ModulePhase.BACKOFF, world.phase());
        assertEquals(Why.Code.SIGNALLED, world.why());
        assertEquals(Map.of("delay_seconds", 0.5, "attempt", 1), world.published(Subjects.BACKOFF));
        assertEquals(Map.of("exit_code", 137), world.published(Subjects.STOPPED));
        assertEquals(world.now.timer().due(), world.now.nextStart());
        world.gone();
        comesBack(world);
        assertEquals(ModulePhase.READY, world.phase());
        assertEquals(2, world.run());
        assertEquals(1, world.now.tally().restarts());
        assertNull(world.why());
    }

    @Test
    void theNextRunWaitsUntilNothingIsLeftOfTheOneBefore() {
        World world = World.running();
        world.exited(1, null);
        world.due();
        assertFalse(world.spawns());
        assertEquals(ModulePhase.BACKOFF, world.phase());
        world.gone();
        assertTrue(world.spawns());
    }

    @Test
    void delaysGrowUpToTheLongestAndBeginAnewAfterAHealthyTime() {
        World world = World.running();
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            crash(world);
            delays.add(world.waits());
            comesBack(world);
        }
        assertEquals(Duration.ofMillis(500), delays.get(0));
        assertEquals(Duration.ofMillis(1000), delays.get(1));
        assertEquals(Duration.ofMillis(32_000), delays.get(6));
        assertEquals(Duration.ofSeconds(60), delays.get(7));
        assertEquals(Duration.ofSeconds(60), delays.get(8));
        world.after(Duration.ofSeconds(60));
        crash(world);
        assertEquals(Duration.ofMillis(500), world.waits());
        assertEquals(9, world.now.tally().restarts());
    }

    @Test
    void kitesPolicyIsTwoRestartsAndThenFailed() {
        World world = World.running();
        world.restart = RestartPolicy.KITE;
        for (int i = 0; i < 2; i++) {
            world.exited(0, null);
            assertEquals(Duration.ZERO, world.waits());
            world.gone();
            comesBack(world);
            world.after(Duration.ofDays(1));
        }
        world.exited(0, null);
        assertEquals(ModulePhase.FAILED, world.phase());
        assertEquals(Why.Code.GAVE_UP, world.why());
        assertFalse(world.now.wish().desired());
        assertTrue(world.effects.contains(new Effect.Record("failed", Map.of("reason", "exceeded 3 retries"))));
        world.gone();
        assertFalse(world.spawns());
    }

    @Test
    void endsOutsideTheWindowDoNotCount() {
        World world = World.running();
        world.restart = new RestartPolicy(
                RestartPolicy.Mode.ALWAYS,
                Duration.ZERO,
                1,
                Duration.ZERO,
                0,
                Duration.ZERO,
                3,
                Duration.ofSeconds(600));
        for (int i = 0; i < 10; i++) {
            world.after(Duration.ofSeconds(301));
            crash(world);
            assertEquals(ModulePhase.BACKOFF, world.phase());
            comesBack(world);
        }
        world.after(Duration.ofSeconds(1));
        crash(world);
        assertEquals(ModulePhase.FAILED, world.phase());
    }

    @Test
    void somebodyWhoStartsItBeginsAnew() {
        World world = World.running();
        world.restart = RestartPolicy.KITE;
        crash(world);
        comesBack(world);
        crash(world);
        comesBack(world);
        crash(world);
        assertEquals(ModulePhase.FAILED, world.phase());
        world.step(new Input.Start());
        assertTrue(world.spawns());
        assertEquals(0, world.now.tally().restarts());
        world.spawned();
        crash(world);
        assertEquals(ModulePhase.BACKOFF, world.phase());
    }

    @Test
    void anExitWithZeroIsNoFailureUnlessItIsToRunAlways() {
        World world = World.running();
        world.exited(0, null);
        assertEquals(ModulePhase.STOPPED, world.phase());
        assertEquals(Why.Code.COMPLETED, world.why());
        assertEquals(Map.of(), world.published(Subjects.COMPLETED));
        world.gone();
        world.step(new Input.Look());
        assertFalse(world.spawns());
    }

    @Test
    void neverMeansNever() {
        World world = World.running();
        world.restart = RestartPolicy.NONE;
        crash(world);
        assertEquals(ModulePhase.FAILED, world.phase());
        assertEquals("ended by itself with exit code 1", world.now.why().text());
        assertNull(world.waits());
    }

    @Test
    void whatNobodyWantsDoesNotComeBack() {
        World world = World.running();
        world.step(new Input.SetState(ModuleState.MANUAL));
        assertEquals(ModulePhase.READY, world.phase());
        crash(world);
        assertEquals(ModulePhase.FAILED, world.phase());
        World waiting = World.running();
        crash(waiting);
        waiting.step(new Input.Stop(World.why(Why.Code.REQUESTED)));
        assertEquals(ModulePhase.STOPPED, waiting.phase());
        assertNull(waiting.waits());
    }

    @Test
    void aSpawnThatFailsIsTriedAgainUnlessItWouldFailAlike() {
        World world = new World(ModuleState.ENABLED);
        world.step(new Input.Look());
        world.step(new Input.SpawnFailed(1, "no room", false));
        assertEquals(ModulePhase.BACKOFF, world.phase());
        assertEquals(Why.Code.SPAWN_FAILED, world.why());
        world.due();
        world.step(new Input.SpawnFailed(2, "no such program", true));
        assertEquals(ModulePhase.FAILED, world.phase());
        assertEquals("no such program", world.now.why().text());
    }

    @Test
    void aOneShotIsDoneWhenItExitsWithZeroAndTriedAgainOtherwise() {
        World world = new World(ModuleState.ENABLED);
        world.ready =
                new ReadyCheck(ReadyCheck.Kind.EXIT, 0, null, 0, 0, Duration.ofMillis(500), ReadyCheck.OnTimeout.WAIT);
        world.restart = new RestartPolicy(
                RestartPolicy.Mode.ALWAYS,
                Duration.ofSeconds(1),
                1,
                Duration.ofSeconds(1),
                0,
                Duration.ZERO,
                0,
                Duration.ZERO);
        world.step(new Input.Look());
        world.spawned();
        assertEquals(ModulePhase.STARTING, world.phase());
        assertTrue(world.effects.contains(new Effect.CloseInput()));
        crash(world);
        assertEquals(ModulePhase.BACKOFF, world.phase());
        world.due();
        world.spawned();
        world.exited(0, null);
        assertEquals(ModulePhase.STOPPED, world.phase());
        assertTrue(world.now.run().completed());
        world.gone();
        world.step(new Input.Need("other"));
        assertFalse(world.spawns());
        world.step(new Input.Start());
        assertTrue(world.spawns());
    }

    @Property
    void aDelayStaysWithinItsBounds(
            @ForAll @IntRange(min = 1, max = 2000) int attempt, @ForAll @DoubleRange(max = 1) double chance) {
        Duration delay = Backoff.delay(RestartPolicy.USUAL, attempt, chance);
        assertTrue(delay.compareTo(Duration.ofMillis(400)) >= 0, delay::toString);
        assertTrue(delay.compareTo(Duration.ofSeconds(72)) <= 0, delay::toString);
    }
}
