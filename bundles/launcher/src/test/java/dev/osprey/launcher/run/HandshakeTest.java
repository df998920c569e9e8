package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Event;
import dev.osprey.module.ModulePhase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table of Kite's stop handshake: who answers what decides how much grace is left. */
class HandshakeTest extends LauncherFixture {

    @BeforeEach
    void startAlpha() throws Exception {
        dropSh("alpha", "", READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
    }

    private void whenAsked(Runnable reaction) {
        hub.subscribe("module.shutdown", event -> reaction.run());
    }

    private Duration grace() {
        launcher.stop("alpha", "test");
        List<Duration> kills = processes.spawned.get(0).kills;
        assertEquals(1, kills.size());
        return kills.get(0);
    }

    @Test
    void theModuleIsAskedWithReasonAndTime() {
        launcher.stop("alpha", "because");
        Event asked = hub.published.stream()
                .filter(event -> event.subject().equals("module.shutdown"))
                .findFirst()
                .orElseThrow();
        assertEquals("launcher", asked.source());
        assertEquals(Map.of("module_id", "alpha", "reason", "because", "timeout", 1.2), hub.data(asked));
        List<String> subjects = hub.launcherSubjects("alpha");
        assertEquals("module.stopped", subjects.get(subjects.size() - 1));
        assertEquals("because", status("alpha").reason());
    }

    @Test
    void noAckMeansTheSilentGrace() {
        assertEquals(TIMES.graceSilent(), grace());
    }

    @Test
    void ackAndReadyMeanTheShortGrace() {
        whenAsked(() -> {
            hub.publishAs("alpha", "module.shutdown.ack", Map.of("module_id", "alpha", "estimated_cleanup", 1));
            hub.publishAs("alpha", "module.shutdown.ready", Map.of("module_id", "alpha"));
        });
        assertEquals(TIMES.graceReady(), grace());
    }

    @Test
    void anAckWithoutReadyMeansTheLateGrace() {
        whenAsked(() -> hub.publishAs("alpha", "module.shutdown.ack", Map.of("estimated_cleanup", 0.1)));
        assertEquals(TIMES.graceLate(), grace());
    }

    @Test
    void answersOfOthersDoNotCount() {
        whenAsked(() -> {
            hub.publishAs("mallory", "module.shutdown.ack", Map.of("module_id", "alpha"));
            hub.publishAs("mallory", "module.shutdown.ready", Map.of("module_id", "alpha"));
        });
        assertEquals(TIMES.graceSilent(), grace());
    }

    @Test
    void answersBeforeTheQuestionDoNotCount() {
        hub.publishAs("alpha", "module.shutdown.ack", Map.of("module_id", "alpha"));
        hub.publishAs("alpha", "module.shutdown.ready", Map.of("module_id", "alpha"));
        hub.publishAs("alpha", "module.ready", Map.of("module_id", "alpha"));
        java.util.concurrent.CompletableFuture<Void> delivered = new java.util.concurrent.CompletableFuture<>();
        hub.subscribe("test.barrier", event -> delivered.complete(null));
        hub.publishAs("test", "test.barrier", Map.of());
        delivered.join();
        assertEquals(TIMES.graceSilent(), grace());
    }

    @Test
    void aModuleThatGoesByItselfIsNotWaitedFor() {
        whenAsked(() -> processes.spawned.get(0).process.destroy());
        launcher.stop("alpha", "test");
        assertEquals(ModulePhase.STOPPED, status("alpha").phase());
        assertEquals(143, status("alpha").exitCode());
    }

    @Test
    void withoutAHubNobodyIsAsked() {
        endpoints.remove(new dev.osprey.system.Endpoint("hub", "ws://127.0.0.1:8182/ws"));
        assertEquals(TIMES.graceSilent(), grace());
        assertTrue(hub.published.stream().noneMatch(event -> event.subject().equals("module.shutdown")));
    }
}
