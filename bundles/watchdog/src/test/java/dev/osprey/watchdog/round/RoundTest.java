package dev.osprey.watchdog.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.osprey.event.EventDraft;
import dev.osprey.module.ModuleLogs;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.WatchSpec;
import dev.osprey.module.Why;
import dev.osprey.process.ProcessState;
import dev.osprey.process.Usage;
import dev.osprey.watchdog.check.Checks;
import dev.osprey.watchdog.course.Stage;
import dev.osprey.watchdog.evidence.Collector;
import dev.osprey.watchdog.evidence.EvidenceFiles;
import dev.osprey.watchdog.fake.FakeHub;
import dev.osprey.watchdog.fake.FakeLogs;
import dev.osprey.watchdog.fake.FakeModules;
import dev.osprey.watchdog.fake.FakeRegistry;
import dev.osprey.watchdog.fake.RealProcess;
import dev.osprey.watchdog.publish.Verdicts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything but the threads: real HTTP, a real process, and time by hand. */
class RoundTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path data;

    private final FakeHub hub = new FakeHub();
    private final FakeModules modules = new FakeModules();
    private final FakeRegistry registry = new FakeRegistry();
    private final FakeLogs logs = new FakeLogs();
    private final AtomicInteger status = new AtomicInteger(200);
    private final Queue<Runnable> looped = new ArrayDeque<>();
    private HttpServer server;
    private RealProcess process;
    private Round round;
    private long now;

    @BeforeEach
    void open() throws IOException {
        process = new RealProcess(logs, "m", "sleep", "600");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        round = round(true);
        modules.ready("m", 1, process.pid());
        register();
    }

    private void register() {
        registry.put(
                "m",
                Map.of(
                        "api_endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "health_endpoint",
                        "/health"),
                0);
    }

    private Round round(boolean acts) {
        EvidenceFiles files = new EvidenceFiles(data, 10, 1 << 20);
        return new Round(
                new Round.Tools(
                        modules,
                        new RunOpener(modules, process.table()),
                        new Checks(
                                registry,
                                logs,
                                Runnable::run,
                                new Checks.Defaults(
                                        Duration.ofSeconds(15), Duration.ofSeconds(5), 3, Duration.ofSeconds(60))),
                        new SignBoard(hub),
                        new Collector(logs, files, Duration.ZERO, Duration.ZERO),
                        new Verdicts(hub, false),
                        looped::add,
                        Runnable::run,
                        Runnable::run),
                new WatchTerms(acts, 10, Duration.ofSeconds(600), Duration.ofSeconds(5), Duration.ofSeconds(30)),
                new WatchClock(3 * SECOND),
                () -> now);
    }

    @AfterEach
    void close() {
        round.close();
        server.stop(0);
        process.close();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            round.tick();
            while (!looped.isEmpty()) {
                looped.remove().run();
            }
        }
    }

    private Standing standing() {
        return round.report().standings().get(0);
    }

    private void spec(WatchSpec spec) {
        modules.specs.put("m", spec);
    }

    private static WatchSpec spec(Duration alive, Double cores, Duration silence, int restarts) {
        WatchSpec usual = WatchSpec.USUAL;
        return new WatchSpec(
                true,
                null,
                usual.heartbeat(),
                alive,
                cores,
                Duration.ofSeconds(20),
                null,
                usual.memoryOver(),
                0,
                0,
                silence,
                null,
                Duration.ofSeconds(30),
                restarts,
                Duration.ofSeconds(600));
    }

    @Test
    void aModuleThatAnswersIsLeftAlone() {
        pass(200);
        assertEquals(Stage.OK, standing().stage());
        assertEquals(List.of(), hub.verdicts());
    }

    @Test
    void aModuleThatDoesNotAnswerIsRestartedOnceItsRunIsOutOfGrace() {
        status.set(500);
        pass(30);
        assertEquals("in its time of grace", standing().note());
        pass(29);
        assertEquals(Stage.SUSPECT, standing().stage());
        assertEquals(List.of(), modules.restarts);
        pass(4);
        assertEquals(List.of("m 1"), modules.restarts);
        assertEquals(Why.Code.WATCHDOG, modules.lastWhy.code());
        assertEquals(List.of(Verdicts.UNHEALTHY), hub.verdicts());
        Map<?, ?> event = hub.under(Verdicts.UNHEALTHY).get(0);
        assertEquals("m", event.get("module_id"));
        assertEquals("health", event.get("check"));
        assertEquals("restart", event.get("action"));
        assertEquals(3, event.get("failures"));
        assertNotNull(event.get("evidence_id"));
    }

    @Test
    void afterTheRestartItRecovers() {
        status.set(500);
        pass(63);
        status.set(200);
        pass(40);
        assertEquals(List.of(Verdicts.UNHEALTHY, Verdicts.RECOVERED), hub.verdicts());
        Map<?, ?> event = hub.under(Verdicts.RECOVERED).get(0);
        assertEquals(1, event.get("restarts"));
        assertEquals(2L, event.get("incarnation"));
    }

    @Test
    void itGivesUpAfterThreeRestartsAndGoesOnWhenToldTo() {
        status.set(500);
        pass(400);
        assertEquals(List.of("m 1", "m 2", "m 3"), modules.restarts);
        assertEquals(Stage.GAVE_UP, standing().stage());
        assertEquals(1, hub.under(Verdicts.GAVE_UP).size());
        assertNotNull(standing().until());
        round.resume("m");
        pass(40);
        assertEquals(4, modules.restarts.size());
        assertEquals(Stage.PROBATION, standing().stage());
    }

    @Test
    void whoMayOnlyObserveRestartsNothing() {
        round.close();
        round = round(false);
        status.set(500);
        pass(200);
        assertEquals(List.of(), modules.restarts);
        assertEquals("none", hub.under(Verdicts.UNHEALTHY).get(0).get("action"));
    }

    @Test
    void aModuleThatIsBeingStoppedIsNotRestarted() {
        status.set(500);
        pass(55);
        modules.phase("m", ModulePhase.STOPPING, false);
        pass(100);
        modules.phase("m", ModulePhase.STOPPED, false);
        pass(100);
        assertEquals(List.of(), modules.restarts);
        assertEquals("it does not run", standing().note());
    }

    @Test
    void theLaunchersBackOffIsNotDisturbed() {
        status.set(500);
        pass(55);
        modules.phase("m", ModulePhase.BACKOFF, true);
        pass(300);
        assertEquals(List.of(), modules.restarts);
    }

    @Test
    void aPausedModuleIsNotHeldToAnything() {
        process.state = ProcessState.PAUSED;
        status.set(500);
        pass(300);
        assertEquals(List.of(), modules.restarts);
        assertEquals("it is paused", standing().note());
    }

    @Test
    void whereTheManifestSaysSoNothingIsWatched() {
        WatchSpec usual = WatchSpec.USUAL;
        spec(new WatchSpec(
                false, null, null, null, null, null, null, null, 0, 0, null, null, usual.grace(), 3, usual.window()));
        status.set(500);
        pass(300);
        assertEquals(List.of(), hub.verdicts());
    }

    @Test
    void theWatchdogsOwnLongSleepAgesNobody() {
        spec(spec(Duration.ofSeconds(100), null, null, 3));
        pass(31);
        hub.publish(EventDraft.of(SignBoard.ALIVE, Map.of("module_id", "m")).from("m"));
        pass(10);
        now += 3600 * SECOND;
        pass(50);
        assertEquals(List.of(), modules.restarts);
        pass(50);
        assertEquals(List.of("m 1"), modules.restarts);
    }

    @Test
    void aliveOfAnotherModuleOrInAnothersNameDoesNotCount() {
        spec(spec(Duration.ofSeconds(20), null, null, 3));
        pass(31);
        for (int i = 0; i < 25; i++) {
            hub.publish(EventDraft.of(SignBoard.ALIVE, Map.of("module_id", "m")).from("other"));
            hub.publish(
                    EventDraft.of(SignBoard.ALIVE, Map.of("module_id", "other")).from("m"));
            pass(1);
        }
        assertEquals(List.of("m 1"), modules.restarts);
        assertEquals("alive", hub.under(Verdicts.UNHEALTHY).get(0).get("check"));
    }

    @Test
    void aSpinningModuleIsRestarted() {
        spec(spec(null, 0.9, null, 3));
        for (int i = 0; i < 70; i++) {
            process.usage = new Usage(1, 1, now, 0, -1, 0, 0, 0, Instant.EPOCH);
            pass(1);
        }
        assertEquals(List.of("m 1"), modules.restarts);
        assertEquals("cpu", hub.under(Verdicts.UNHEALTHY).get(0).get("check"));
    }

    @Test
    void aSilentModuleIsRestartedAndItsLogIsLeft() {
        spec(spec(null, null, Duration.ofSeconds(20), 3));
        pass(31);
        assertEquals(1, logs.followers());
        logs.write("m", ModuleLogs.Stream.OUT, Instant.now(), "a word");
        pass(19);
        logs.write("m", ModuleLogs.Stream.SYS, Instant.now(), "of the launcher");
        pass(5);
        assertEquals(List.of("m 1"), modules.restarts);
        modules.modules.clear();
        pass(1);
        assertEquals(0, logs.followers());
    }

    @Test
    void aStartThatSaysNothingIsRestarted() {
        registry.entries.clear();
        modules.phase("m", ModulePhase.STARTING, true);
        pass(10);
        assertEquals(List.of("m 1"), modules.restarts);
        assertEquals("stuck", hub.under(Verdicts.UNHEALTHY).get(0).get("check"));
    }

    @Test
    void aStartThatWroteALineIsLeftToTheLauncher() {
        registry.entries.clear();
        modules.phase("m", ModulePhase.STARTING, true);
        logs.write("m", ModuleLogs.Stream.ERR, Instant.now(), "loading ...");
        pass(300);
        assertEquals(List.of(), modules.restarts);
    }

    @Test
    void aModuleThatIsLateButInTheRegistryIsWatchedAsIfItWereReady() {
        Why late = new Why(Why.Code.READY_TIMEOUT, "late", null, Instant.EPOCH);
        modules.modules.put("m", FakeModules.status("m", ModulePhase.STARTING, 1, process.pid(), true, late));
        status.set(500);
        pass(63);
        assertEquals(List.of("m 1"), modules.restarts);
    }

    @Test
    void aRunThatIsNotThereAnyMoreIsNotRestarted() {
        status.set(500);
        pass(60);
        // Between two rounds somebody else is quicker.
        modules.ready("m", 2, process.pid());
        pass(20);
        assertEquals(List.of(), modules.restarts);
    }

    @Test
    void oneModuleThatCannotBeLookedAtDoesNotKeepTheOthersFromIt() {
        modules.ready("a", 1, process.pid());
        modules.specs.put("a", null);
        status.set(500);
        pass(63);
        assertTrue(modules.restarts.contains("m 1"), modules.restarts.toString());
    }

    @Test
    void aModuleThatWasRemovedIsForgotten() {
        pass(5);
        modules.modules.clear();
        pass(1);
        assertEquals(List.of(), round.report().standings());
    }

    @Test
    void aModuleOfItsOwnNameIsNoticed() {
        modules.ready("watchdog", 1, 1);
        pass(1);
        assertTrue(round.report().namesake());
    }
}
