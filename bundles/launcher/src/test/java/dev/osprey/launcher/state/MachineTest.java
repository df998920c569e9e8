package dev.osprey.launcher.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.launcher.state.Situation.Life;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.RestartPolicy;
import dev.osprey.module.Why;
import dev.osprey.process.KillReport;
import dev.osprey.process.ProcessExit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens, in whatever order. */
class MachineTest {

    /** One thing that happens: what it is, and which run or timer it means, counted back from the one of now. */
    record Happening(int kind, int back, int number) {}

    @Provide
    Arbitrary<List<Happening>> happenings() {
        return Arbitraries.integers()
                .between(0, 16)
                .flatMap(kind -> Arbitraries.integers().between(0, 2).flatMap(back -> Arbitraries.integers()
                        .between(0, 3)
                        .map(number -> new Happening(kind, back, number))))
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<RestartPolicy> policies() {
        return Arbitraries.of(RestartPolicy.USUAL, RestartPolicy.KITE, RestartPolicy.NONE);
    }

    @Provide
    Arbitrary<ReadyCheck> checks() {
        return Arbitraries.of(ReadyCheck.Kind.class).flatMap(kind -> Arbitraries.of(ReadyCheck.OnTimeout.class)
                .map(late -> new ReadyCheck(kind, 1, "/", 200, 299, Duration.ofMillis(1), late)));
    }

    /** A world that keeps the rules of the world: a run is made, ends and is gone only if that was asked for, and once. */
    private static final class Play {

        final World world = new World(ModuleState.ENABLED);
        final Deque<Effect> asked = new ArrayDeque<>();
        private int living;

        Play(RestartPolicy policy, ReadyCheck check) {
            world.restart = policy;
            world.ready = check;
        }

        void step(Input input) {
            world.step(input);
            for (Effect effect : world.effects) {
                if (effect instanceof Effect.Spawn) {
                    living++;
                    assertEquals(1, living, "two runs at a time");
                    asked.add(effect);
                } else if (effect instanceof Effect.Kill) {
                    asked.add(effect);
                }
            }
            check();
        }

        /** Carries out the next of what was asked for. */
        void carryOut(int number) {
            Effect effect = asked.poll();
            if (effect instanceof Effect.Spawn spawn) {
                if (number == 0) {
                    living--;
                    step(new Input.SpawnFailed(spawn.incarnation(), "no", false));
                } else {
                    step(new Input.Spawned(spawn.incarnation(), 7, Instant.EPOCH));
                }
            } else if (effect instanceof Effect.Kill kill) {
                exit(137);
                living = 0;
                step(new Input.Gone(kill.incarnation(), new KillReport(1, 0, 0)));
            }
        }

        void exit(int code) {
            if (world.now.run().life() == Life.UP) {
                step(new Input.Exited(world.run(), new ProcessExit(code, null), null));
            }
        }

        private void check() {
            Situation now = world.now;
            Life life = now.run().life();
            switch (now.phase()) {
                case STARTING -> assertTrue(Set.of(Life.SPAWNING, Life.UP).contains(life), now::toString);
                case READY -> assertEquals(Life.UP, life);
                case STOPPING -> assertTrue(life != Life.NONE, now::toString);
                case STOPPED, BACKOFF, FAILED ->
                    assertTrue(Set.of(Life.NONE, Life.LEFT).contains(life), now::toString);
            }
            assertEquals(now.phase() == ModulePhase.STOPPING, now.ending() != null);
            if (now.phase() == ModulePhase.FAILED || now.phase() == ModulePhase.BACKOFF) {
                assertNotNull(now.why());
            }
            assertTrue(now.tally().ends().size() <= 3);
        }
    }

    private static void happen(Play play, Happening one) {
        World world = play.world;
        long run = world.run() - one.back();
        switch (one.kind()) {
            case 0 -> play.step(new Input.Start());
            case 1 -> play.step(new Input.Stop(World.why(Why.Code.REQUESTED)));
            case 2 -> play.step(new Input.Restart(World.why(Why.Code.REQUESTED), one.number() == 0));
            case 3 -> play.step(new Input.SetState(ModuleState.values()[one.number() % 3]));
            case 4 -> {
                world.gate = one.number() < 2 ? null : World.why(Why.Code.WAITING_DEPENDENCY);
                play.step(new Input.Look());
            }
            case 5, 6, 7 -> play.carryOut(one.number());
            case 8 -> play.exit(one.number());
            case 9 -> play.step(new Input.Ready(run));
            case 10 -> play.step(new Input.Ack(run, one.number()));
            case 11 -> play.step(new Input.Cleaned(run));
            case 12 -> play.step(new Input.MoreTime(run, one.number()));
            case 13, 14 -> {
                if (world.now.timer() != null && one.back() == 0) {
                    world.nanos = Math.max(world.nanos, world.now.timer().dueNanos());
                    play.step(new Input.Due(world.now.timer().id()));
                }
            }
            case 15 -> play.step(new Input.Need("x"));
            default -> world.after(Duration.ofSeconds(one.number() * 30L));
        }
    }

    /** Everything is carried out, every timer comes, and every run gets ready, until nothing moves. */
    private static void calm(Play play) {
        World world = play.world;
        world.gate = null;
        play.step(new Input.Look());
        for (int i = 0; i < 200; i++) {
            if (!play.asked.isEmpty()) {
                play.carryOut(1);
            } else if (world.phase() == ModulePhase.STARTING && world.ready.kind() == ReadyCheck.Kind.EXIT) {
                play.exit(0);
            } else if (world.phase() == ModulePhase.STARTING) {
                play.step(new Input.Ready(world.run()));
            } else if (world.now.timer() != null) {
                world.nanos = Math.max(world.nanos, world.now.timer().dueNanos());
                play.step(new Input.Due(world.now.timer().id()));
            } else {
                return;
            }
        }
        throw new AssertionError("It does not come to rest: " + world.now);
    }

    @Property(tries = 3000)
    void itAlwaysComesToRestWhereItIsWanted(
            @ForAll("happenings") List<Happening> all,
            @ForAll("policies") RestartPolicy policy,
            @ForAll("checks") ReadyCheck check) {
        Play play = new Play(policy, check);
        play.step(new Input.Look());
        all.forEach(one -> happen(play, one));
        calm(play);
        Situation now = play.world.now;
        boolean wanted = now.wish().desired() && !now.wish().held();
        assertTrue(now.phase() != ModulePhase.STARTING && now.phase() != ModulePhase.STOPPING, now::toString);
        assertTrue(now.phase() != ModulePhase.BACKOFF, now::toString);
        if (wanted) {
            assertEquals(ModulePhase.READY, now.phase(), now::toString);
        }
    }

    @Property(tries = 3000)
    void afterTheEndNothingIsLeftAndNothingStarts(
            @ForAll("happenings") List<Happening> before,
            @ForAll("happenings") List<Happening> after,
            @ForAll("policies") RestartPolicy policy) {
        Play play = new Play(policy, ReadyCheck.USUAL);
        play.step(new Input.Look());
        before.forEach(one -> happen(play, one));
        play.step(new Input.End(World.why(Why.Code.SHUTDOWN)));
        after.forEach(one -> {
            boolean dead = play.world.now.gone();
            happen(play, one);
            assertTrue(!dead || !play.world.spawns(), "started after the end");
        });
        calm(play);
        assertTrue(play.world.now.gone(), play.world.now::toString);
        assertEquals(ModulePhase.STOPPED, play.world.phase());
    }

    @Property(tries = 3000)
    void whatMeansAnotherRunOrTimerChangesNothing(@ForAll("happenings") List<Happening> all) {
        Play play = new Play(RestartPolicy.USUAL, ReadyCheck.USUAL);
        play.step(new Input.Look());
        all.forEach(one -> happen(play, one));
        World world = play.world;
        Situation before = world.step(new Input.Look()).now;
        for (long run : new long[] {world.run() - 1, world.run() + 1}) {
            for (Input stale : List.of(
                    new Input.Spawned(run, 9, Instant.EPOCH),
                    new Input.SpawnFailed(run, "no", false),
                    new Input.Ready(run),
                    new Input.Ack(run, 1),
                    new Input.Cleaned(run),
                    new Input.MoreTime(run, 9),
                    new Input.Exited(run, new ProcessExit(1, null), null),
                    new Input.Gone(run, null),
                    new Input.Due(-run),
                    new Input.Due(
                            world.now.timer() == null ? 1 : world.now.timer().id() - 1))) {
                world.step(stale);
                assertEquals(before, world.now, stale::toString);
                assertEquals(List.of(), world.effects, stale::toString);
            }
        }
    }

    @Property(tries = 500)
    void aReasonIsGivenWhereverItWaits(@ForAll("happenings") List<Happening> all) {
        Play play = new Play(RestartPolicy.USUAL, ReadyCheck.USUAL);
        play.step(new Input.Look());
        for (Happening one : all) {
            happen(play, one);
            Situation now = play.world.now;
            if (now.phase() == ModulePhase.STOPPED
                    && play.world.gate != null
                    && now.run().life() == Life.NONE) {
                boolean waits = now.wish().desired() && !now.wish().held();
                assertFalse(waits && now.why() == null, now::toString);
            }
            if (now.phase() == ModulePhase.READY && now.why() != null) {
                assertNull(now.timer());
            }
        }
    }
}
