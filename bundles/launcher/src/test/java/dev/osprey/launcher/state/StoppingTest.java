package dev.osprey.launcher.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.Why;
import dev.osprey.process.KillReport;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stop handshake: who answers what, and when, decides how long it takes. */
class StoppingTest {

    private static World stopping() {
        return World.running().step(new Input.Stop(World.why(Why.Code.REQUESTED)));
    }

    @Test
    void theModuleIsAskedWithReasonAndTime() {
        World world = stopping();
        assertEquals(Map.of("reason", "REQUESTED", "timeout", 10.0), world.published(Subjects.SHUTDOWN));
        assertEquals(Duration.ofSeconds(3), world.waits());
    }

    @Test
    void aSilentOneIsKilledAfterTheLongestGrace() {
        World world = stopping().due();
        assertEquals(Duration.ofSeconds(5), world.kill());
        world.exited(143, "TERM").gone();
        assertEquals(ModulePhase.STOPPED, world.phase());
        assertEquals(Map.of("exit_code", 143), world.published(Subjects.STOPPED));
        assertTrue(world.now.gone());
    }

    @Test
    void anAckGivesTheTimeItAsksForButNoMoreThanUsual() {
        assertEquals(Duration.ofSeconds(2), stopping().step(new Input.Ack(1, 2)).waits());
        assertEquals(
                Duration.ofSeconds(10), stopping().step(new Input.Ack(1, 40)).waits());
        for (double odd : new double[] {Double.NaN, -5, 1e300, Double.POSITIVE_INFINITY}) {
            assertEquals(
                    Duration.ofSeconds(10),
                    stopping().step(new Input.Ack(1, odd)).waits(),
                    () -> "for " + odd);
        }
        assertEquals(
                Duration.ofSeconds(3),
                stopping().step(new Input.Ack(1, 2)).due().kill());
    }

    @Test
    void whoHasCleanedUpGoesByItself() {
        World world = stopping().step(new Input.Ack(1, 2)).step(new Input.Cleaned(1));
        assertNull(world.kill());
        assertEquals(Duration.ofSeconds(1), world.waits());
        assertEquals(Duration.ofSeconds(1), world.due().kill());
        World quick = stopping().step(new Input.Cleaned(1)).exited(0, null);
        assertEquals(Duration.ofSeconds(1), quick.kill());
    }

    @Test
    void aSecondAckAndARequestGiveMoreTimeUpToTheMost() {
        World world = stopping().step(new Input.Ack(1, 2));
        world.after(Duration.ofSeconds(1)).step(new Input.Ack(1, 30));
        assertEquals(Duration.ofSeconds(30), world.waits());
        world.after(Duration.ofSeconds(29)).step(new Input.MoreTime(1, 1000));
        assertEquals(Duration.ofSeconds(30), world.waits());
        world.step(new Input.MoreTime(1, Double.NaN));
        assertEquals(Duration.ofSeconds(30), world.waits());
        assertEquals(Duration.ofSeconds(3), world.due().kill());
        assertEquals(
                Duration.ofSeconds(40),
                stopping().step(new Input.MoreTime(1, 40)).waits());
    }

    @Test
    void withoutAHubNobodyIsAsked() {
        World world = World.running();
        world.heard = false;
        world.step(new Input.Stop(World.why(Why.Code.REQUESTED)));
        assertEquals(Duration.ofSeconds(5), world.kill());
        assertNull(world.published(Subjects.SHUTDOWN));
    }

    @Test
    void theNewsOfTheEndIsWaitedForButNotForEver() {
        World world = stopping().due().gone();
        assertEquals(ModulePhase.STOPPING, world.phase());
        assertEquals(Duration.ofSeconds(1), world.waits());
        world.due();
        assertEquals(ModulePhase.STOPPED, world.phase());
        assertEquals(Map.of(), world.published(Subjects.STOPPED));
        assertTrue(world.effects.contains(new Effect.CutOff()));
    }

    @Test
    void whatIsBeingMadeIsStoppedOnceItIsThere() {
        World world = new World(ModuleState.ENABLED).step(new Input.Look());
        world.step(new Input.Stop(World.why(Why.Code.REQUESTED)));
        assertEquals(ModulePhase.STOPPING, world.phase());
        assertNull(world.published(Subjects.SHUTDOWN));
        world.spawned();
        assertEquals(Duration.ofSeconds(3), world.waits());
        World failed = new World(ModuleState.ENABLED).step(new Input.Look());
        failed.step(new Input.Stop(World.why(Why.Code.REQUESTED)));
        failed.step(new Input.SpawnFailed(1, "no room", false));
        assertEquals(ModulePhase.STOPPED, failed.phase());
    }

    @Test
    void aStartDuringAStopIsRemembered() {
        World world = stopping().step(new Input.Start()).due().exited(143, "TERM");
        assertFalse(world.spawns());
        world.gone();
        assertTrue(world.spawns());
        assertEquals(2, world.run());
        World changed = stopping().step(new Input.Start());
        changed.step(new Input.Stop(World.why(Why.Code.REQUESTED))).due().exited(143, "TERM");
        changed.gone();
        assertEquals(ModulePhase.STOPPED, changed.phase());
    }

    @Test
    void survivorsAreOnRecord() {
        World world = stopping().due().exited(137, "KILL");
        world.step(new Input.Gone(1, new KillReport(3, 3, 2)));
        assertTrue(
                world.effects.contains(new Effect.Record("stopped", Map.of("reason", "REQUESTED", "survivors", 2))),
                world.effects::toString);
    }

    @Test
    void aShorterTimeForTheEndCutsWhatWasGiven() {
        World world = stopping().step(new Input.Ack(1, 2)).step(new Input.MoreTime(1, 50));
        world.stop = StopTimes.KITE.scaled(0.5);
        world.step(new Input.End(World.why(Why.Code.SHUTDOWN)));
        assertEquals(Duration.ofSeconds(5), world.waits());
        world.step(new Input.Cut());
        assertEquals(Duration.ZERO, world.kill());
        world.exited(137, "KILL").gone();
        assertEquals(ModulePhase.STOPPED, world.phase());
        world.step(new Input.Start());
        assertFalse(world.spawns());
    }

    @Test
    void anEndOfAllEndsWaitingForTheNextStart() {
        World world = World.running().exited(1, null);
        world.step(new Input.End(World.why(Why.Code.SHUTDOWN)));
        assertEquals(ModulePhase.STOPPED, world.phase());
        assertFalse(world.now.gone());
        world.gone();
        assertTrue(world.now.gone());
        assertFalse(world.spawns());
    }
}
