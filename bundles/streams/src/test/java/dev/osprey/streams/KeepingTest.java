package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Gap;
import dev.osprey.event.Position;
import dev.osprey.event.StreamInfo;
import dev.osprey.event.SubjectPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Streams against a plain list of all that was ever appended. */
class KeepingTest {

    private static final List<String> SUBJECTS = List.of("a.x", "a.y", "a.x.z", "b");

    private record Kept(long sequence, String subject, long time) {}

    private final List<Kept> all = new ArrayList<>();

    @Property(tries = 60)
    void aRingKeepsTheNewestAndTellsOfTheRest(@ForAll Random random) {
        all.clear();
        int events = 1 + random.nextInt(400);
        try (Rig rig = new Rig()) {
            rig.ring(Rig.memory(">", events, 64 << 10), 0);
            fill(rig, random, 600, 3_000, 70_000);
            compare(rig, random);
        }
    }

    @Property(tries = 25)
    void aStreamOnDiskKeepsTheNewestAndTellsOfTheRestAlsoAfterItWasOpenedAgain(@ForAll Random random)
            throws IOException {
        all.clear();
        Path folder = Files.createTempDirectory("streams");
        StreamSettings settings = Rig.disk("d", ">", 20 + random.nextInt(400), 1 << 20);
        try {
            for (int round = 0; round < 3; round++) {
                try (Rig rig = new Rig()) {
                    rig.disk(settings, folder);
                    rig.millis += round * 1_000_000L;
                    assertEquals(last(), rig.journal.last());
                    fill(rig, random, 100, 3_000, 100_000);
                    compare(rig, random);
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> assertTrue(file.toFile().delete()));
            }
        }
    }

    private long last() {
        return all.isEmpty() ? 0 : all.get(all.size() - 1).sequence;
    }

    private void fill(Rig rig, Random random, int batches, int usual, int rare) {
        long next = last() + 1;
        for (int i = random.nextInt(batches); i > 0; i--) {
            rig.millis += random.nextInt(3);
            next += random.nextInt(3);
            String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
            int size = random.nextInt(5) == 0 ? 1 + random.nextInt(10) : 1;
            rig.append(subject, next, size, random.nextInt(random.nextInt(40) == 0 ? rare : usual));
            for (int k = 0; k < size; k++) {
                all.add(new Kept(next++, subject, rig.millis));
            }
            if (random.nextInt(100) == 0) {
                rig.stores.get(0).expire();
            }
        }
    }

    private void compare(Rig rig, Random random) {
        StreamInfo info = rig.journal.streams().get(0);
        assertTrue(info.bytes() <= info.maxBytes(), info::toString);
        assertTrue(info.events() <= info.maxEvents() + 10, info::toString);
        assertEquals(last(), rig.journal.last());
        List<Kept> kept = all.subList(all.size() - (int) info.events(), all.size());
        if (!kept.isEmpty()) {
            assertEquals(kept.get(0).sequence, info.first());
            assertEquals(last(), info.last());
            assertEquals(kept.get(0).time, info.oldest().toEpochMilli());
        }
        for (int i = 0; i < 12 && !all.isEmpty(); i++) {
            String pattern = List.of(">", "a.*", "a.>", "b", "a.x.z", "none").get(random.nextInt(6));
            int bytes = 1 + random.nextInt(200_000);
            long wanted = i == 0 ? 0 : all.get(0).sequence + random.nextLong(last() + 5 - all.get(0).sequence);
            sequence(rig, kept, pattern, wanted, bytes);
            time(rig, kept, pattern, all.get(random.nextInt(all.size())).time + random.nextInt(2), bytes);
            lastOfEach(rig, kept, pattern, bytes);
        }
    }

    private void sequence(Rig rig, List<Kept> kept, String pattern, long wanted, int bytes) {
        Reading reading = rig.read(pattern, Position.from(wanted), bytes);
        assertEquals(numbers(kept.stream().filter(each -> each.sequence >= wanted), pattern), reading.numbers);
        int gone = all.size() - kept.size();
        long lost = gone == 0 ? 0 : all.get(gone - 1).sequence;
        assertEquals(
                gone > 0 && wanted <= lost
                        ? List.of(new Gap(Gap.Reason.EXPIRED, -1, Math.max(wanted, all.get(0).sequence), lost))
                        : List.of(),
                reading.gaps);
    }

    private void time(Rig rig, List<Kept> kept, String pattern, long time, int bytes) {
        Reading reading = rig.read(pattern, Position.since(Instant.ofEpochMilli(time)), bytes);
        assertEquals(numbers(kept.stream().filter(each -> each.time >= time), pattern), reading.numbers);
        int gone = all.size() - kept.size();
        assertEquals(gone > 0 && all.get(gone - 1).time >= time ? 1 : 0, reading.gaps.size());
    }

    private static void lastOfEach(Rig rig, List<Kept> kept, String pattern, int bytes) {
        Reading reading = rig.read(pattern, Position.lastOfEach(), bytes);
        List<Long> expected = numbers(
                SUBJECTS.stream()
                        .flatMap(subject -> kept.stream()
                                .filter(each -> each.subject.equals(subject))
                                .reduce((first, second) -> second)
                                .stream()),
                pattern);
        assertEquals(expected.stream().sorted().toList(), reading.numbers);
        assertEquals(List.of(), reading.gaps);
    }

    private static List<Long> numbers(Stream<Kept> events, String pattern) {
        SubjectPattern asked = new SubjectPattern(pattern);
        return events.filter(each -> asked.matches(each.subject))
                .map(each -> each.sequence)
                .toList();
    }
}
