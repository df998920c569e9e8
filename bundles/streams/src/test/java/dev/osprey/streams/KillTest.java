package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KillTest {

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedBeforeAKillIsThereOnceAndInOrder() throws IOException, InterruptedException {
        Random random = new Random();
        long acknowledged = 0;
        long there = 0;
        for (int round = 0; round < 8; round++) {
            Process child = Child.start("", folder, there + 1, 1_000_000, 1_000_000);
            try (BufferedReader lines = child.inputReader(StandardCharsets.US_ASCII)) {
                assertEquals("first " + (there + 1), lines.readLine());
                for (int i = random.nextInt(400); i >= 0; i--) {
                    acknowledged = Long.parseLong(lines.readLine());
                }
                child.toHandle().destroyForcibly();
                // What it had printed when it was killed counts, too; the last line may be torn.
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    acknowledged =
                            line.length() == Long.toString(acknowledged).length() ? Long.parseLong(line) : acknowledged;
                }
            }
            child.waitFor();
            try (Rig rig = new Rig()) {
                rig.disk(Rig.disk("d", "a.>", 1_000_000, 64 << 20), folder);
                Reading reading = rig.read("a.b", Position.from(0), 64 << 10);
                there = rig.journal.last();
                assertTrue(there >= acknowledged, there + " of " + acknowledged);
                // A batch that was being written may be there in part: nobody was told that it is.
                assertTrue(there <= acknowledged + 4, there + " of " + acknowledged);
                List<Long> kept = reading.numbers;
                assertEquals(LongStream.rangeClosed(kept.get(0), there).boxed().toList(), kept);
            }
        }
    }
}
