package dev.osprey.kernel.audit;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.kernel.store.FileDocuments;
import dev.osprey.kernel.system.Homes;
import dev.osprey.system.Home;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** A trail on real files; made anew on the same folder it is a restart. */
final class TrailFixture {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    final Home home;
    final TrailFiles files;
    final AuditKey key;
    final Trail trail;
    /** Bytes that still fit on the disk. */
    long room = Long.MAX_VALUE;

    TrailFixture(Path folder, long limit) {
        home = Homes.in(folder);
        files = new TrailFiles(home.logs());
        key = AuditKey.load(home.secrets());
        trail = new Trail(files, limit, key, new HeadDocument(new FileDocuments(home), key), CLOCK, this::append);
    }

    private int append(FileChannel channel, ByteBuffer bytes) throws IOException {
        if (room == 0) {
            throw new IOException("No space left on device");
        }
        int end = bytes.limit();
        bytes.limit((int) Math.min(end, bytes.position() + room));
        try {
            int written = channel.write(bytes);
            room -= written;
            return written;
        } finally {
            bytes.limit(end);
        }
    }

    /** Writes the line of a start, as each start does. */
    TrailFixture started() {
        trail.write(List.of(AuditLine.own(CLOCK.instant(), AuditLine.START, "1.0 key " + key.id(), "ok")));
        return this;
    }

    static AuditLine line(String resource) {
        return new AuditLine(
                CLOCK.instant(), Principal.of("alice", Role.OPERATOR), "rest", "tool.call", resource, "ok");
    }

    /** Writes so many lines, one by one. */
    TrailFixture write(int count) {
        IntStream.range(0, count).forEach(i -> trail.write(List.of(line("r" + i))));
        return this;
    }

    /** Writes and ends in order. */
    static void run(Path folder, long limit, int count) throws IOException {
        TrailFixture fixture = new TrailFixture(folder, limit).started().write(count);
        fixture.trail.close();
    }

    /** What is found after the next start. */
    static Verification check(Path folder) throws IOException {
        TrailFixture fixture = new TrailFixture(folder, 1 << 20).started();
        try (Trail.Snapshot snapshot = fixture.trail.snapshot()) {
            return TrailVerifier.verify(snapshot, fixture.key, () -> false);
        }
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(files.current());
    }

    static Path current(Path folder) {
        return folder.resolve("logs/audit.jsonl");
    }
}
