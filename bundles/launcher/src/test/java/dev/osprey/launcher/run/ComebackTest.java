package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Event;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStartException;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.StaleIncarnationException;
import dev.osprey.module.Until;
import dev.osprey.module.Why;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Modules that end by themselves, and what of an earlier run still counts. */
class ComebackTest extends LauncherFixture {

    private static final String SOON = "restart: {policy: on-failure, delay: 0.05, jitter: 0}";
    private static final String SILENT = "#!/bin/sh\nread -r boot\nexec sleep 60\n";

    private void delivered() {
        CompletableFuture<Void> barrier = new CompletableFuture<>();
        hub.subscribe("test.barrier", event -> barrier.complete(null));
        hub.publishAs("test", "test.barrier", Map.of());
        barrier.join();
    }

    private Map<?, ?> event(String subject) {
        return hub.published.stream()
                .filter(event -> event.subject().equals(subject))
                .map(hub::data)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + subject));
    }

    @Test
    void aKilledModuleComesBackWithATokenOfItsOwn() throws Exception {
        dropSh("alpha", SOON, READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        String token = credentials.tokens.get("alpha");
        processes.spawned.get(0).process.destroyForcibly();
        await(
                "the second run",
                () -> status("alpha").incarnation() == 2 && status("alpha").phase() == ModulePhase.READY);
        ModuleStatus status = status("alpha");
        assertEquals(1, status.restarts());
        assertNull(status.why());
        assertNull(status.exitCode());
        assertNotEquals(token, credentials.tokens.get("alpha"));
        assertFalse(processes.spawned.get(0).kills.isEmpty());
        assertEquals(Map.of("module_id", "alpha", "delay_seconds", 0.05, "attempt", 1), event("module.backoff"));
        assertEquals(137, event("module.stopped").get("exit_code"));
    }

    @Test
    void kitesPolicyGivesUpAtTheThirdEnd() throws Exception {
        dropSh("alpha", KITE, "#!/bin/sh\nexit 3\n");
        launcher.rescan();
        await("the event", () -> hub.launcherSubjects("alpha").contains("module.failed"));
        assertEquals(ModulePhase.FAILED, status("alpha").phase());
        assertEquals(3, processes.spawned.size());
        ModuleStatus status = status("alpha");
        assertEquals(Why.Code.GAVE_UP, status.why().code());
        assertEquals(3, status.exitCode());
        assertEquals(2, status.restarts());
        assertFalse(status.desiredRunning());
        assertTrue(event("module.failed").get("reason").toString().startsWith("exceeded 3 retries"));
        assertTrue(data("launcher", "lifecycle.jsonl").contains("\"reason\":\"exceeded 3 retries\""));
    }

    @Test
    void aSpawnThatFindsNoRoomIsTriedAgain() throws Exception {
        processes.refusals.set(2);
        dropSh("alpha", SOON, READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        assertEquals(3, status("alpha").incarnation());
        assertEquals(1, credentials.tokens.size());
    }

    @Test
    void whoStartsItHearsThatItEndedAndThatItIsTriedAgain() throws Exception {
        dropSh("alpha", "state: manual\nrestart: {delay: 30}", "#!/bin/sh\nexit 3\n");
        launcher.rescan();
        ModuleStartException refused = assertThrows(ModuleStartException.class, () -> launcher.start("alpha"));
        assertTrue(refused.getMessage().contains("exit code 3; it is tried again"), refused.getMessage());
        ModuleStatus status = status("alpha");
        assertEquals(ModulePhase.BACKOFF, status.phase());
        assertTrue(status.nextStart().isAfter(Instant.now()));
        assertEquals(ModulePhase.STOPPED, launcher.stop("alpha", "enough").phase());
        assertNull(status("alpha").nextStart());
    }

    @Test
    void aOneShotIsDoneWhenItHasEnded() throws Exception {
        dropSh("once", "state: manual\nready: exit", "#!/bin/sh\nread -r boot\necho done\n");
        launcher.rescan();
        ModuleStatus done = launcher.start("once");
        assertEquals(ModulePhase.STOPPED, done.phase());
        assertEquals(Why.Code.COMPLETED, done.why().code());
        assertEquals(Map.of("module_id", "once"), event("module.completed"));
        assertEquals(2, launcher.start("once").incarnation());
    }

    /** Its token was taken from it, but what it had said before is still on its way. */
    @Test
    void whatAnEarlierRunSaidDoesNotMakeTheNextOneReady() throws Exception {
        dropSh("alpha", "state: manual", SILENT);
        launcher.rescan();
        launcher.start("alpha", Until.SPAWNED);
        hub.hold();
        for (int i = 0; i < 5; i++) {
            hub.publishAs("alpha", "module.ready", Map.of());
        }
        processes.spawned.get(0).process.destroyForcibly();
        CompletableFuture<ModuleStatus> again =
                CompletableFuture.supplyAsync(() -> launcher.restart("alpha", null, Until.SPAWNED));
        assertEquals(2, again.join().incarnation());
        hub.release();
        delivered();
        launcher.state("alpha", status("alpha").state());
        assertEquals(ModulePhase.STARTING, status("alpha").phase());
        hub.publishAs("alpha", "module.ready", Map.of());
        awaitPhase("alpha", ModulePhase.READY);
    }

    @Test
    void aModuleThatTalksALotDoesNotDrownAnother() throws Exception {
        dropSh("alpha", "", READY);
        dropSh("mallory", "", SILENT);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        hub.subscribe("module.shutdown", asked -> {
            hub.publishAs("alpha", "module.shutdown.ack", Map.of("estimated_cleanup", 1));
            for (int i = 0; i < 200; i++) {
                hub.publishAs("mallory", "module.shutdown.ack", Map.of("estimated_cleanup", 1));
            }
            hub.publishAs("alpha", "module.shutdown.ready", Map.of());
        });
        launcher.stop("alpha", "test");
        assertEquals(
                List.of(TIMES.graceReady()),
                processes.spawned.stream()
                        .filter(one -> one.spec().name().equals("alpha"))
                        .findFirst()
                        .orElseThrow()
                        .kills);
    }

    @Test
    void onlyTheRunThatWasWatchedIsRestarted() throws Exception {
        dropSh("alpha", "", READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        Why why = new Why(Why.Code.WATCHDOG, "watchdog: health check failed", null, Instant.now());
        assertThrows(StaleIncarnationException.class, () -> launcher.restartIf("alpha", 7, why));
        assertEquals(1, status("alpha").incarnation());
        assertEquals(2, launcher.restartIf("alpha", 1, why).incarnation());
        awaitPhase("alpha", ModulePhase.READY);
        assertEquals(why.text(), status("alpha").reason());
        assertThrows(StaleIncarnationException.class, () -> launcher.restartIf("alpha", 1, why));
        launcher.stop("alpha", null);
        assertThrows(StaleIncarnationException.class, () -> launcher.restartIf("alpha", 2, why));
    }

    @Test
    void aModuleMayAskForMoreTimeWhileItStops() throws Exception {
        dropSh("alpha", "", READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        long[] asked = new long[2];
        hub.subscribe("module.shutdown", event -> {
            asked[0] = System.nanoTime();
            hub.publishAs("alpha", "module.shutdown.ack", Map.of("estimated_cleanup", 0.1));
            hub.publishAs("alpha", "module.extend", Map.of("module_id", "alpha", "seconds", 1.5));
        });
        launcher.stop("alpha", "test");
        asked[1] = System.nanoTime();
        assertEquals(List.of(TIMES.graceLate()), processes.spawned.get(0).kills);
        assertTrue(asked[1] - asked[0] >= 1_400_000_000L, "it got no more time");
    }

    @Test
    void allThatHappenedCanBeAskedFor() throws Exception {
        dropSh("alpha", SOON, READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        processes.spawned.get(0).process.destroyForcibly();
        await(
                "the second run",
                () -> status("alpha").incarnation() == 2 && status("alpha").phase() == ModulePhase.READY);
        await(
                "its last step",
                () -> launcher.history("alpha", 1).get(0).step().equals("started")
                        && launcher.history("alpha", 1).get(0).incarnation() == 2);
        List<String> steps = launcher.history("alpha", 100).stream()
                .map(step -> step.step() + step.incarnation())
                .toList();
        assertEquals(
                List.of(
                        "scanned0",
                        "starting1",
                        "ready1",
                        "started1",
                        "exited1",
                        "backoff1",
                        "starting2",
                        "ready2",
                        "started2"),
                steps);
        assertEquals(
                List.of("memory is not enforced on this host: this is a test"),
                launcher.detail("alpha").orElseThrow().warnings());
        Event last = hub.published.get(hub.published.size() - 1);
        assertTrue(last.sequence() > 0);
    }
}
