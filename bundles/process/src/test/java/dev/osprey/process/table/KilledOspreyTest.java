package dev.osprey.process.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KilledOspreyTest extends TableFixture {

    private static final int ROUNDS = Integer.getInteger("osprey.test.kills", 3);

    /** At random moments of its work, with kill -9: the next run ends exactly what was left. */
    @Test
    void theNextRunEndsExactlyWhatAKilledOneLeft() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
        Random random = new Random();
        for (int round = 0; round < ROUNDS; round++) {
            Files.deleteIfExists(folder.resolve("pids"));
            int after = 1 + random.nextInt(60);
            Process osprey = start();
            Process stranger = new ProcessBuilder("sleep", "300").start();
            try {
                Await.until("some processes", () -> pids().size() >= after || !osprey.isAlive());
                assertTrue(osprey.isAlive(), this::log);
                osprey.destroyForcibly().waitFor();
                try (ProcessTable next = newTable()) {
                    assertTrue(next.endLeftovers().found() > 0);
                }
                List<Long> left = pids().stream().filter(TableFixture::lives).toList();
                assertEquals(List.of(), left, () -> "killed after " + after);
                assertTrue(stranger.isAlive());
            } finally {
                osprey.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
                stranger.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            }
        }
    }

    private Process start() throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        BusyOsprey.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private List<Long> pids() {
        try {
            return Files.readAllLines(folder.resolve("pids")).stream()
                    .filter(line -> !line.isBlank())
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
