package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventJournal;
import dev.osprey.event.Gap;
import dev.osprey.event.Position;
import dev.osprey.event.Replay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a replay gave until it ended: numbers of events, and gaps in brackets. Checks each text. */
final class Reading {

    final List<Long> numbers = new ArrayList<>();
    final List<Gap> gaps = new ArrayList<>();
    int pages;
    private long last;

    static Reading of(StreamJournal journal, String pattern, Position from, int bytes) {
        Reading reading = new Reading();
        reading.until(journal.replay(List.of(pattern), from), bytes);
        return reading;
    }

    static Reading replay(EventJournal journal, String pattern, Position from) {
        Reading reading = new Reading();
        reading.until(journal.replay(List.of(pattern), from), 1 << 10);
        return reading;
    }

    void until(Replay replay, int bytes) {
        boolean end = false;
        while (!end) {
            Replay.Page page = replay.next(bytes);
            add(page);
            end = page.end();
        }
    }

    void add(Replay.Page page) {
        pages++;
        if (page.gap() != null) {
            assertTrue(page.gap().first() > last, () -> page.gap() + " after " + last);
            last = page.gap().last();
            gaps.add(page.gap());
        }
        if (page.batch() != null) {
            add(page.batch());
        }
    }

    private void add(EventBatch batch) {
        int before = numbers.size();
        batch.texts((subject, sequence, bytes, from, to) -> {
            assertTrue(sequence > last, () -> sequence + " after " + last);
            assertArrayEquals(Texts.text(subject, sequence, to - from), Arrays.copyOfRange(bytes, from, to), subject);
            last = sequence;
            numbers.add(sequence);
        });
        assertTrue(batch.size() == numbers.size() - before && batch.size() > 0);
    }
}
