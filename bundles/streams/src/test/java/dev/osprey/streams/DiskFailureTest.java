package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Gap;
import dev.osprey.event.JournalException;
import dev.osprey.event.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiskFailureTest {

    @TempDir
    Path folder;

    /** A disk of so many bytes: what fits is written, the rest fails. */
    private static final class SmallDisk extends SegmentFiles {
        private long room;

        SmallDisk(Path folder, long room) {
            super(folder);
            this.room = room;
        }

        @Override
        RandomAccessFile open(Path file) throws IOException {
            return new RandomAccessFile(file.toFile(), "rw") {
                @Override
                public void write(byte[] bytes) throws IOException {
                    write(bytes, 0, bytes.length);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    int fits = (int) Math.min(room, length);
                    super.write(bytes, from, fits);
                    room -= fits;
                    if (fits < length) {
                        throw new IOException("No space left on device");
                    }
                }
            };
        }
    }

    @Test
    void aFullDiskIsSaidAndTheStreamGoesOnWhenThereIsRoom() {
        SmallDisk files = new SmallDisk(folder, 5_000);
        List<Long> kept = new ArrayList<>();
        try (Rig rig = new Rig()) {
            DiskStore store = rig.disk(Rig.disk("task", ">", 1_000, 1 << 20), files);
            int refused = 0;
            for (long i = 1; i <= 60; i++) {
                try {
                    rig.append("a.b", i, 1, 300);
                    kept.add(i);
                } catch (JournalException e) {
                    refused++;
                    assertTrue(e.getMessage().contains("stream task"), e::getMessage);
                    assertTrue(e.getMessage().contains("No space left"), e::getMessage);
                    assertTrue(e.getMessage().contains(folder.toString()), e::getMessage);
                }
                files.room += i == 40 ? 100_000 : 0;
            }
            assertTrue(refused > 0 && kept.contains(41L) && kept.contains(60L), kept::toString);
            assertEquals(refused, store.info().failures());
            assertEquals(kept, rig.read(">", Position.from(0), 900).numbers);
        }
        try (Rig rig = new Rig()) {
            rig.disk(Rig.disk("task", ">", 1_000, 1 << 20), folder);
            Reading reading = rig.read(">", Position.from(0), 900);
            assertEquals(kept, reading.numbers);
            // Their publishers were told, and nobody got them.
            assertEquals(List.of(), reading.gaps);
        }
    }

    @Test
    void whatGoesOutUnkeptIsAGapInEveryStream() {
        SmallDisk files = new SmallDisk(folder.resolve("small"), 2_000);
        try (Rig rig = new Rig()) {
            rig.disk(Rig.disk("other", ">", 1_000, 1 << 20), folder.resolve("other"));
            rig.disk(Rig.disk("small", "a.>", 1_000, 1 << 20), files);
            rig.ring(Rig.memory(">", 1_000, 64 << 10), 0);
            List<Long> kept = new ArrayList<>();
            List<Long> lost = new ArrayList<>();
            for (long i = 1; i <= 20; i++) {
                try {
                    rig.append(new Texts("a.b", i, 1, 300, false), "a.b");
                    kept.add(i);
                } catch (JournalException e) {
                    lost.add(i);
                }
                files.room += i == 12 ? 100_000 : 0;
            }
            Gap gap = new Gap(Gap.Reason.EXPIRED, -1, lost.get(0), lost.get(lost.size() - 1));
            for (Store store : rig.stores) {
                Reading reading = new Reading();
                reading.until(new StoredReplay(store, List.of("a.*"), Position.from(1)), 500);
                assertEquals(kept, reading.numbers, store.settings().name());
                assertEquals(List.of(gap), reading.gaps, store.settings().name());
            }
        }
    }

    @Test
    void aGapIsToldBeforeAnythingCouldBeKeptAgain() {
        SmallDisk files = new SmallDisk(folder, 2_000);
        try (Rig rig = new Rig()) {
            rig.disk(Rig.disk("d", ">", 1_000, 1 << 20), files);
            rig.append("a.b", 1, 1, 300);
            files.room = 0;
            Texts lost = new Texts("a.b", 2, 3, 300, false);
            assertThrows(JournalException.class, () -> rig.append(lost, "a.b"));
            Reading reading = rig.read(">", Position.from(1), 500);
            assertEquals(List.of(1L), reading.numbers);
            assertEquals(List.of(new Gap(Gap.Reason.EXPIRED, -1, 2, 4)), reading.gaps);
        }
    }

    @Test
    void ofTwoStreamsNoneKeepsWhatOneCannot() {
        SmallDisk files = new SmallDisk(folder.resolve("small"), 1_000);
        try (Rig rig = new Rig()) {
            DiskStore good = rig.disk(Rig.disk("good", ">", 1_000, 1 << 20), folder.resolve("good"));
            rig.disk(Rig.disk("small", ">", 1_000, 1 << 20), files);
            rig.append("a.b", 1, 1, 300);
            assertThrows(JournalException.class, () -> rig.append("a.b", 2, 10, 300));
            assertEquals(1, good.info().events());
            assertEquals(1, good.last());
            files.room = 1_000;
            rig.append("a.b", 12, 1, 300);
            assertEquals(List.of(1L, 12L), rig.read(">", Position.from(0), 500).numbers);
        }
        try (Rig rig = new Rig()) {
            rig.disk(Rig.disk("good", ">", 1_000, 1 << 20), folder.resolve("good"));
            assertEquals(List.of(1L, 12L), rig.read(">", Position.from(0), 500).numbers);
        }
    }

    /** The system itself refuses to let a file grow, in the middle of a write. */
    @Test
    void aFileThatCannotGrowLosesNothingThatWasAcknowledged() throws IOException, InterruptedException {
        Process child = Child.start("ulimit -f 150;", folder, 1, 1_000_000, 60);
        int failures = 0;
        long last = 0;
        try (BufferedReader lines = child.inputReader(StandardCharsets.US_ASCII)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                failures += line.startsWith("failed") ? 1 : 0;
                last = line.startsWith("failed") ? last : Long.parseLong(line);
            }
        }
        assertEquals(0, child.waitFor());
        assertTrue(failures > 0);
        try (Rig rig = new Rig()) {
            rig.disk(Rig.disk("d", "a.>", 1_000_000, 64 << 20), folder);
            Reading reading = rig.read("a.b", Position.from(0), 64 << 10);
            assertEquals(last, reading.numbers.get(reading.numbers.size() - 1));
            assertTrue(reading.numbers.size() >= last - 4L * failures, reading.numbers::toString);
        }
    }

    @Test
    void anInterruptedPublisherDoesNotCloseTheStream() {
        try (Rig rig = new Rig()) {
            rig.disk(Rig.disk("d", ">", 1_000, 1 << 20), folder);
            Thread.currentThread().interrupt();
            rig.append("a.b", 1, 1, 300);
            assertTrue(Thread.interrupted());
            rig.append("a.b", 2, 1, 300);
            assertEquals(List.of(1L, 2L), rig.read(">", Position.from(0), 500).numbers);
        }
    }
}
