package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Gap;
import dev.osprey.event.Position;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TornTailTest {

    private static final int LENGTH = 120;
    private static final int EVENTS = 40;

    @TempDir
    Path folder;

    private Path write(Path into) {
        try (Rig rig = new Rig()) {
            rig.disk(settings(), into);
            for (int i = 1; i <= EVENTS; i++) {
                rig.append("a.b", i, 1, LENGTH);
            }
        }
        return new SegmentFiles(into).file(1);
    }

    private static StreamSettings settings() {
        return Rig.disk("d", ">", 100_000, 1 << 20);
    }

    @Test
    void aFileCutAnywhereKeepsItsWholeRecordsAndGoesOn() throws IOException {
        long size = Files.size(write(folder.resolve("whole")));
        int record = (int) ((size - SegmentHeader.LENGTH) / EVENTS);
        for (long cut = SegmentHeader.LENGTH; cut <= size; cut += 7) {
            Path into = folder.resolve("cut" + cut);
            Path file = write(into);
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(cut);
            }
            goesOn(into, (cut - SegmentHeader.LENGTH) / record);
        }
    }

    @Test
    void garbageAtTheEndIsCut() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            Path into = folder.resolve("garbage" + i);
            Path file = write(into);
            byte[] garbage = new byte[1 + random.nextInt(600)];
            if (i % 3 > 0) {
                random.nextBytes(garbage);
            }
            Files.write(file, garbage, StandardOpenOption.APPEND);
            goesOn(into, EVENTS);
        }
    }

    @Test
    void aChangedByteEndsTheFileBeforeItsRecord() throws IOException {
        long size = Files.size(write(folder.resolve("whole")));
        int record = (int) ((size - SegmentHeader.LENGTH) / EVENTS);
        for (long at = SegmentHeader.LENGTH; at < size; at += 31) {
            Path into = folder.resolve("flip" + at);
            Path file = write(into);
            byte[] bytes = Files.readAllBytes(file);
            bytes[(int) at] ^= 0x10;
            Files.write(file, bytes);
            goesOn(into, (at - SegmentHeader.LENGTH) / record);
        }
    }

    @Test
    void aFileWithoutAWholeHeaderIsLeftOut() throws IOException {
        for (int length : new int[] {0, 1, SegmentHeader.LENGTH - 1}) {
            Path into = folder.resolve("header" + length);
            write(into);
            Files.write(new SegmentFiles(into).file(EVENTS + 1), new byte[length]);
            goesOn(into, EVENTS);
        }
    }

    private static void goesOn(Path into, long left) {
        for (int round = 0; round < 2; round++) {
            try (Rig rig = new Rig()) {
                rig.disk(settings(), into);
                assertEquals(left + round, rig.journal.last());
                rig.append("a.b", left + round + 1, 1, LENGTH);
                Reading reading = rig.read(">", Position.from(0), 1_000);
                assertEquals(LongStream.rangeClosed(1, left + round + 1).boxed().toList(), reading.numbers);
                assertEquals(List.of(), reading.gaps);
            }
        }
    }

    @Test
    void damageInTheMiddleIsAGapAndTheRestIsRead() throws IOException {
        StreamSettings settings = Rig.disk("d", ">", 160, 1 << 20);
        try (Rig rig = new Rig()) {
            rig.disk(settings, folder);
            for (int i = 1; i <= 35; i++) {
                rig.append("a.b", i, 1, LENGTH);
            }
        }
        Path second = new SegmentFiles(folder).list().get(1);
        byte[] bytes = Files.readAllBytes(second);
        bytes[bytes.length - 5] ^= 1;
        Files.write(second, bytes);
        List<Long> expected =
                new ArrayList<>(LongStream.rangeClosed(1, 35).boxed().toList());
        expected.remove(20L);
        try (Rig rig = new Rig()) {
            rig.disk(settings, folder);
            Reading reading = rig.read(">", Position.from(1), 100_000);
            assertEquals(expected, reading.numbers);
            assertEquals(List.of(new Gap(Gap.Reason.EXPIRED, -1, 20, 20)), reading.gaps);
        }
    }

    @Test
    void damageThatComesWhileItRunsIsAGap() throws IOException {
        try (Rig rig = new Rig()) {
            DiskStore store = rig.disk(settings(), folder);
            for (int i = 1; i <= EVENTS; i++) {
                rig.append("a.b", i, 1, LENGTH);
            }
            Path file = new SegmentFiles(folder).file(1);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            Reading reading = rig.read(">", Position.from(1), 100_000);
            Gap gap = reading.gaps.get(0);
            assertEquals(EVENTS, gap.last());
            assertEquals(LongStream.range(1, gap.first()).boxed().toList(), reading.numbers);
            assertTrue(store.info().failures() > 0);
        }
    }
}
