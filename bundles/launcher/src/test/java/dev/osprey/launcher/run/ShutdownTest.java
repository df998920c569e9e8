package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.launcher.state.StopTimes;
import dev.osprey.module.ModulePhase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownTest extends LauncherFixture {

    /** Does not go unless it is killed. */
    private static final String STUBBORN =
            "#!/bin/sh\ntrap '' TERM\nread -r boot\necho 'EVENT module.ready {}'\nwhile :; do sleep 0.05; done\n";

    @Override
    LauncherSettings settings() {
        LauncherSettings usual = super.settings();
        StopTimes slow = new StopTimes(
                true,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3));
        return new LauncherSettings(
                usual.look(),
                usual.settle(),
                usual.runtimes(),
                slow,
                Duration.ofSeconds(7),
                usual.sources(),
                usual.ownerCheck());
    }

    @Test
    void theBudgetIsKeptAndNobodyIsLeft() throws Exception {
        for (int i = 0; i < 3; i++) {
            dropSh("deep" + i, i == 0 ? "" : "depends_on: [deep" + (i - 1) + "]", STUBBORN);
        }
        launcher.rescan();
        awaitPhase("deep2", ModulePhase.READY);
        long begun = System.nanoTime();
        launcher.close();
        long took = System.nanoTime() - begun;
        assertTrue(processes.spawned.stream().noneMatch(PlainProcesses.Plain::alive));
        assertEquals(List.of(), List.copyOf(credentials.tokens.keySet()));
        List<Double> asked = hub.published.stream()
                .filter(event -> event.subject().equals("module.shutdown"))
                .map(event -> ((Number) hub.data(event).get("timeout")).doubleValue())
                .toList();
        assertEquals(3, asked.size());
        assertTrue(asked.stream().allMatch(seconds -> seconds < 3), asked::toString);
        // Three waves of 16 s each would be 48 s.
        assertTrue(took < Duration.ofSeconds(14).toNanos(), "took " + Duration.ofNanos(took));
    }

    @Test
    void shortenedTimesKeepAMomentForTheAnswer() {
        StopTimes half = StopTimes.KITE.scaled(0.1);
        assertEquals(Duration.ofMillis(500), half.ack());
        assertEquals(Duration.ofSeconds(1), half.cleanup());
        assertEquals(half.cleanup(), half.most());
        assertEquals(Duration.ofSeconds(16), StopTimes.KITE.need());
        assertEquals(Duration.ofSeconds(70), StopTimes.KITE.longest());
    }
}
