package dev.osprey.streams;

import dev.osprey.event.EventJournal;
import dev.osprey.event.Position;
import dev.osprey.event.Replay;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Appends a second of texts of 256 bytes, alone and by 100: to a ring, to segment files, to H2's MVStore, and to a bare file as the limit. Run it
 * by hand with a folder on the disk to measure.
 */
final class StreamsBench {

    private static final int LENGTH = 256;
    private static final PrintStream OUT = System.out;

    private StreamsBench() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments.length > 0 ? arguments[0] : "/tmp"), "streams");
        for (int round = 0; round < 3; round++) {
            for (int batch : new int[] {1, 100}) {
                channel(folder.resolve("channel"), batch, 2_000_000);
                store(folder.resolve("mvstore"), batch, batch == 1 ? 50_000 : 500_000);
                try (Fixture fixture = new Fixture(folder.resolve("s" + round + batch), false, 64L << 20)) {
                    stream(fixture, "segment files", batch, batch == 1 ? 500_000 : 2_000_000);
                }
                try (Fixture fixture = new Fixture(folder.resolve("y" + round + batch), true, 64L << 20)) {
                    stream(fixture, "segment files, fsync", batch, 200 * batch);
                }
                try (Fixture fixture = new Fixture(null, false, 8L << 20)) {
                    stream(fixture, "ring", batch, 10_000_000);
                }
            }
        }
    }

    private static void channel(Path file, int batch, int events) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(batch * LENGTH);
            long start = System.nanoTime();
            for (int i = 0; i < events; i += batch) {
                bytes.clear();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            report("bare file", batch, events, start);
        }
        Files.delete(file);
    }

    /** H2's log-structured store, a commit for each append, a fifth of the events kept. */
    private static void store(Path file, int batch, int events) throws IOException {
        byte[] text = Texts.text("a.b", 1, LENGTH);
        try (MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open()) {
            store.setRetentionTime(0);
            store.setVersionsToKeep(0);
            MVMap<Long, byte[]> map = store.openMap("events");
            long first = 0;
            long start = System.nanoTime();
            for (long i = 0; i < events; ) {
                for (int k = 0; k < batch; k++) {
                    map.append(i++, text);
                }
                for (; first < i - events / 5; first++) {
                    map.remove(first);
                }
                store.commit();
            }
            report(
                    "MVStore, " + Files.size(file) * 100 / (events / 5 * LENGTH) + " % of what it holds",
                    batch,
                    events,
                    start);
        }
        Files.delete(file);
    }

    private static void stream(Fixture fixture, String name, int batch, int events) {
        EventJournal.Appender appender = fixture.journal.appender("a.b").orElseThrow();
        Texts texts = new Texts("a.b", 1, batch, LENGTH, true);
        long start = System.nanoTime();
        for (int i = 0; i < events; i += batch) {
            texts.number(1 + i);
            appender.append(texts);
        }
        report(name, batch, events, start);
        long bytes = 0;
        Replay replay = fixture.journal.replay(List.of("a.b"), Position.from(1));
        start = System.nanoTime();
        int read = 0;
        Replay.Page page;
        do {
            page = replay.next(64 << 10);
            read += page.batch() == null ? 0 : page.batch().size();
            bytes += page.batch() == null ? 0 : page.batch().weight();
        } while (!page.end());
        report(name + ", replayed " + (bytes >> 20) + " MiB", batch, read, start);
    }

    private static void report(String what, int batch, int events, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        OUT.printf("%-40s by %3d: %,12.0f events/s %n", what, batch, events / seconds);
    }

    /** A journal of one stream. */
    private static final class Fixture implements AutoCloseable {
        final Stores stores;
        final StreamJournal journal;

        Fixture(Path folder, boolean fsync, long bytes) {
            stores = new Stores(folder, InstantSource.system(), 0);
            stores.use(List.of(new StreamSettings(
                    "bench", List.of("a.>"), folder != null, fsync, 100_000, bytes, Duration.ofDays(7))));
            journal = stores.journal();
        }

        @Override
        public void close() {
            stores.close();
        }
    }
}
