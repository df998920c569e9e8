package dev.osprey.streams;

import dev.osprey.event.EventBatch;
import dev.osprey.event.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Stores without their keeper: files that are given up are deleted at once, and time stands still until it is moved. */
final class Rig implements AutoCloseable {

    long millis = 1_000_000;
    final InstantSource clock = () -> Instant.ofEpochMilli(millis);
    final Writing writing = new Writing();
    final List<Store> stores = new ArrayList<>();
    StreamJournal journal = new StreamJournal(stores, writing, clock);

    static StreamSettings disk(String name, String pattern, long events, long bytes) {
        return new StreamSettings(name, List.of(pattern), true, false, events, bytes, Duration.ofDays(7));
    }

    static StreamSettings memory(String pattern, long events, long bytes) {
        return new StreamSettings("ring", List.of(pattern), false, false, events, bytes, Duration.ofDays(7));
    }

    Ring ring(StreamSettings settings, long floor) {
        return add(new Ring(settings, clock, floor, 0));
    }

    DiskStore disk(StreamSettings settings, Path folder) {
        return disk(settings, new SegmentFiles(folder));
    }

    DiskStore disk(StreamSettings settings, SegmentFiles files) {
        try {
            return add(new DiskStore(settings, files, clock, writing, Rig::delete));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private <S extends Store> S add(S store) {
        stores.add(store);
        journal = new StreamJournal(stores, writing, clock);
        return store;
    }

    private static void delete(Segment segment) {
        segment.release();
        if (!segment.file().toFile().delete()) {
            throw new AssertionError(segment.file());
        }
    }

    void append(EventBatch batch, String subject) {
        journal.appender(subject).orElseThrow().append(batch);
    }

    void append(String subject, long first, int size, int length) {
        append(new Texts(subject, first, size, length, true), subject);
    }

    Reading read(String pattern, Position from, int bytes) {
        return Reading.of(journal, pattern, from, bytes);
    }

    @Override
    public void close() {
        stores.forEach(Store::close);
    }
}
