package dev.osprey.watchdog.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModulePhase;
import dev.osprey.module.WatchSpec;
import dev.osprey.watchdog.check.Look;
import dev.osprey.watchdog.check.Run;
import dev.osprey.watchdog.check.Samples;
import dev.osprey.watchdog.fake.FakeLogs;
import dev.osprey.watchdog.fake.FakeModules;
import dev.osprey.watchdog.fake.RealProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {

    @TempDir
    Path folder;

    private final FakeLogs logs = new FakeLogs();

    private static WatchSpec dump(String signal) {
        WatchSpec usual = WatchSpec.USUAL;
        return new WatchSpec(
                true, null, null, null, null, null, null, null, 0, 0, null, signal, usual.grace(), 3, usual.window());
    }

    private Map<String, Object> collect(RealProcess process, WatchSpec spec) {
        Run run = new Run(
                FakeModules.status("m", ModulePhase.READY, 4, process.pid(), true, null),
                spec,
                Duration.ofSeconds(1),
                process);
        return new Collector(logs, new EvidenceFiles(folder, 3, 1 << 20), Duration.ofSeconds(2), Duration.ofMillis(200))
                .collect(run, new Samples(), "health", new Look(Look.Level.BAD, "answered 500", 3, "{}"));
    }

    private void awaitLine() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (logs.page("m", new dev.osprey.module.ModuleLogs.Query(null, null, 1, null))
                .lines()
                .isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "it said nothing");
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void aProcessThatSpinsShowsWhichThreadDoesAndWritesWhereItStands() throws IOException {
        String program = "import faulthandler, signal, sys, threading, time\n"
                + "faulthandler.register(signal.SIGUSR1)\n"
                + "threading.Thread(target=lambda: time.sleep(600), daemon=True).start()\n"
                + "print('up', flush=True)\n"
                + "def the_culprit():\n"
                + "    while True: pass\n"
                + "the_culprit()\n";
        try (RealProcess process = new RealProcess(logs, "m", "python3", "-c", program)) {
            awaitLine();
            Map<String, Object> found = collect(process, dump("USR1"));
            List<Map<String, Object>> threads = (List<Map<String, Object>>) found.get("threads");
            assertEquals(2, threads.size());
            assertEquals(process.pid(), threads.get(0).get("tid"));
            assertTrue((Long) threads.get(0).get("cpu_ticks") > 0, threads.toString());
            assertTrue(
                    found.get("dump").toString().contains("the_culprit"),
                    found.get("dump").toString());
            assertTrue((Long) found.get("files") >= 3);
            assertTrue(
                    found.get("processes").toString().contains("python"),
                    found.get("processes").toString());
            assertEquals(
                    "up", ((List<Map<String, Object>>) found.get("log")).get(0).get("text"));
            assertEquals("{}", found.get("answer"));
        }
    }

    @Test
    void withoutASignalInItsManifestNoneIsSent() throws IOException {
        try (RealProcess process = new RealProcess(
                logs, "m", "sh", "-c", "trap 'echo no' USR1 QUIT; echo up; while :; do sleep 0.05; done")) {
            awaitLine();
            assertFalse(collect(process, dump(null)).containsKey("dump"));
        }
    }

    @Test
    void evidenceIsStoredForItsUserOnlyAndReadAgain() throws IOException {
        try (RealProcess process = new RealProcess(logs, "m", "sleep", "600")) {
            Map<String, Object> found = collect(process, dump(null));
            String id = (String) found.get("id");
            Path file = folder.resolve(id + ".json");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            EvidenceFiles files = new EvidenceFiles(folder, 3, 1 << 20);
            assertEquals(List.of(id), files.ids());
            assertEquals("answered 500", files.read(id).get().get("reason"));
        }
    }

    @Test
    void theOldestGoesWhenThereAreTooMany() {
        EvidenceFiles files = new EvidenceFiles(folder, 3, 1 << 20);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(files.id("m", Instant.EPOCH.plusSeconds(i)));
            files.write(ids.get(i), Map.of("module_id", "m"));
        }
        assertEquals(3, files.ids().size());
        assertTrue(files.ids().contains(ids.get(4)));
        assertEquals(Optional.empty(), files.read(ids.get(0)));
    }

    @Test
    void theOldestGoesWhenThereIsTooMuchButTheNewestStays() {
        EvidenceFiles files = new EvidenceFiles(folder, 100, 1000);
        for (int i = 0; i < 5; i++) {
            files.write(files.id("m", Instant.EPOCH.plusSeconds(i)), Map.of("log", "x".repeat(2000)));
        }
        assertEquals(1, files.ids().size());
    }

    @Test
    void anIdLeadsNowhereElse() throws IOException {
        Files.writeString(folder.resolve("secret.json"), "{\"a\":1}");
        EvidenceFiles files = new EvidenceFiles(Files.createDirectory(folder.resolve("inner")), 3, 1 << 20);
        assertEquals(Optional.empty(), files.read("../secret"));
        assertEquals(Optional.empty(), files.read(".secret"));
        assertEquals(Optional.empty(), files.read("/etc/passwd"));
    }

    @Test
    void anEventHoldsWhatModulesWroteOnlyWhereThatIsWantedAndNeverTooMuch() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("id", "e");
        evidence.put("threads", List.of(Map.of("tid", 1)));
        evidence.put("log", "secret");
        evidence.put("answer", null);
        evidence.put("dump", "x".repeat(100_000));
        assertEquals(List.of("threads"), List.copyOf(Excerpt.of(evidence, false).keySet()));
        Map<String, Object> full = Excerpt.of(evidence, true);
        assertEquals("secret", full.get("log"));
        assertFalse(full.containsKey("dump"));
        assertEquals(true, full.get("truncated"));
    }
}
