package dev.osprey.kernel.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Reads files of the trail from their beginning, in bounded memory, and hands each line on. */
final class LineFeed {

    private final TrailVerifier verifier;
    private final BooleanSupplier cancelled;

    LineFeed(TrailVerifier verifier, BooleanSupplier cancelled) {
        this.verifier = verifier;
        this.cancelled = cancelled;
    }

    void read(Path full) throws IOException {
        try (InputStream in = Files.newInputStream(full)) {
            read(full, in, Long.MAX_VALUE);
        }
    }

    /** Reads the present file as far as it counts. */
    void read(Trail.Snapshot trail) throws IOException {
        if (trail.open() != null) {
            read(trail.current(), Channels.newInputStream(trail.open()), trail.size());
        }
    }

    private void read(Path file, InputStream in, long size) throws IOException {
        verifier.begin(file.getFileName().toString());
        byte[] block = new byte[1 << 16];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long left = size;
        while (left > 0) {
            int read = in.read(block, 0, (int) Math.min(block.length, left));
            if (read < 0) {
                break;
            }
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            left -= read;
            int from = 0;
            for (int at = 0; at < read; at++) {
                if (block[at] == '\n') {
                    keep(line, block, from, at);
                    verifier.line(line.toByteArray(), true);
                    line.reset();
                    from = at + 1;
                }
            }
            keep(line, block, from, read);
        }
        if (line.size() > 0) {
            verifier.line(line.toByteArray(), false);
        }
    }

    /** No line of ours is nearly so long: what is cut here fits nothing anyway. */
    private static void keep(ByteArrayOutputStream line, byte[] block, int from, int to) {
        line.write(block, from, Math.max(0, Math.min(to - from, ReverseLines.LONGEST - line.size())));
    }
}
