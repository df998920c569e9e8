package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.osprey.event.Gap;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Position;
import dev.osprey.event.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {

    @TempDir
    Path folder;

    private static StreamSettings hour(boolean disk) {
        return new StreamSettings("h", List.of(">"), disk, false, 1_000, 1 << 20, Duration.ofHours(1));
    }

    @Test
    void oldEventsGoWithoutNewOnesAndTheNumbersGoOn() {
        try (Rig rig = new Rig()) {
            rig.disk(hour(true), folder);
            rig.ring(hour(false), 0);
            rig.append("a", 100, 3, 200);
            rig.millis += 40 * 60_000;
            rig.append("a", 200, 1, 200);
            rig.millis += 30 * 60_000;
            rig.stores.forEach(Store::expire);
            for (Store store : rig.stores) {
                assertEquals(1, store.info().events(), store.settings().storage());
                assertEquals(200, store.first());
            }
            rig.millis += 40 * 60_000;
            rig.stores.forEach(Store::expire);
            for (Store store : rig.stores) {
                assertEquals(0, store.info().events(), store.settings().storage());
                assertEquals(0, store.info().first());
                Reading reading = new Reading();
                reading.until(new StoredReplay(store, List.of(">"), Position.from(150)), 1_000);
                assertEquals(List.of(new Gap(Gap.Reason.EXPIRED, -1, 150, 200)), reading.gaps);
            }
        }
        try (Rig rig = new Rig()) {
            rig.disk(hour(true), folder);
            assertEquals(200, rig.journal.last());
            rig.append("a", 300, 1, 200);
            Reading reading = rig.read(">", Position.from(1), 1_000);
            assertEquals(List.of(300L), reading.numbers);
            assertEquals(List.of(new Gap(Gap.Reason.EXPIRED, -1, 100, 200)), reading.gaps);
        }
    }

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        try (Rig rig = new Rig()) {
            rig.disk(hour(true), folder.resolve("streams/h"));
            rig.append("a", 1, 1, 200);
        }
        Path file = new SegmentFiles(folder.resolve("streams/h")).file(1);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void aRingThatOvertakesAReaderTellsItWhatIsGone() {
        try (Rig rig = new Rig()) {
            rig.ring(Rig.memory(">", 10, 64 << 10), 0);
            rig.append("a", 1, 10, 200);
            Replay replay = rig.journal.replay(List.of(">"), Position.from(1));
            Reading reading = new Reading();
            reading.add(replay.next(400));
            long read = reading.numbers.get(reading.numbers.size() - 1);
            rig.append("a", 11, 15, 200);
            reading.until(replay, 400);
            assertEquals(List.of(new Gap(Gap.Reason.EXPIRED, -1, read + 1, 15)), reading.gaps);
            assertEquals(25, reading.numbers.get(reading.numbers.size() - 1));
            assertEquals(10 + read, reading.numbers.size());
        }
    }

    @Test
    void aRingCannotVouchForNumbersOfAnEarlierRun() {
        try (Rig rig = new Rig()) {
            rig.ring(Rig.memory(">", 10, 64 << 10), 1_000);
            assertEquals(
                    List.of(new Gap(Gap.Reason.EXPIRED, -1, 900, 1_000)), rig.read(">", Position.from(900), 400).gaps);
            assertEquals(List.of(), rig.read(">", Position.from(1_005), 400).gaps);
            assertEquals(List.of(), rig.read(">", Position.from(0), 400).gaps);
            rig.append("a", 700, 1, 200);
            Reading proven = rig.read(">", Position.from(600), 400);
            assertEquals(List.of(new Gap(Gap.Reason.EXPIRED, -1, 600, 699)), proven.gaps);
            assertEquals(List.of(700L), proven.numbers);
        }
    }

    @Test
    void aNumberThatIsYetToComeMeansFromNowOn() {
        try (Rig rig = new Rig()) {
            rig.disk(hour(true), folder);
            rig.append("a", 10, 1, 200);
            Replay replay = rig.journal.replay(List.of("a"), Position.from(5_000));
            Reading reading = new Reading();
            reading.until(replay, 400);
            assertEquals(List.of(), reading.numbers);
            rig.append("a", 11, 1, 200);
            reading.until(replay, 400);
            assertEquals(List.of(11L), reading.numbers);
        }
    }

    @Test
    void theFirstStreamThatKeepsAllOfItIsReadAndDisksComeFirst() {
        try (Rig rig = new Rig()) {
            rig.ring(Rig.memory(">", 1_000, 64 << 10), 0);
            rig.append("task.done", 1, 1, 200);
            rig.disk(Rig.disk("task", "task.>", 1_000, 1 << 20), folder);
            rig.append("task.done", 2, 1, 200);
            assertEquals(
                    List.of("task", "ring"),
                    rig.journal.streams().stream().map(stream -> stream.name()).toList());
            assertEquals(List.of(2L), rig.read("task.*", Position.from(0), 400).numbers);
            assertEquals(List.of(1L, 2L), rig.read("*.done", Position.from(0), 400).numbers);
        }
        try (Rig rig = new Rig()) {
            rig.disk(Rig.disk("task", "task.>", 1_000, 1 << 20), folder);
            NoStreamException none = assertThrows(
                    NoStreamException.class,
                    () -> rig.journal.replay(List.of("task.x", "other"), Position.lastOfEach()));
            assertEquals(
                    "No single stream keeps all of task.x, other; ask for what one keeps (task task.>), or configure one"
                            + " that keeps it",
                    none.getMessage());
        }
    }

    @Test
    void whoReadsAStreamThatIsClosedIsToldToAskAgain() {
        Rig rig = new Rig();
        rig.disk(hour(true), folder);
        rig.ring(hour(false), 0);
        List<StoredReplay> replays = rig.stores.stream()
                .map(store -> new StoredReplay(store, List.of("a"), Position.from(0)))
                .toList();
        rig.close();
        replays.forEach(replay -> assertThrows(NoStreamException.class, () -> replay.next(100)));
    }
}
