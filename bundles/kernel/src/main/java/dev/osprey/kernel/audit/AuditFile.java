package dev.osprey.kernel.audit;

import dev.osprey.kernel.store.PrivateFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file, only ever appended to. Used by one thread. */
final class AuditFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final long limit;
    private final Clock clock;
    private FileChannel channel;
    /** Whether the file may end in the middle of a line, so that the next one must not be joined to it. */
    private boolean torn;

    AuditFile(Path file, long limit, Clock clock) {
        this.file = file;
        this.limit = limit;
        this.clock = clock;
    }

    void write(byte[] lines) throws IOException {
        open();
        try {
            if (torn) {
                writeAll(new byte[] {'\n'});
            }
            writeAll(lines);
            torn = false;
        } catch (IOException e) {
            torn = true;
            reopen(e);
            throw e;
        }
        if (channel.size() > limit) {
            rename();
        }
    }

    /** The folder may have been replaced, the disk mounted anew: the next line finds what is there then. */
    private void reopen(IOException reason) {
        try {
            close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private void rename() throws IOException {
        Path full = file.resolveSibling("audit-" + STAMP.format(clock.instant()) + ".jsonl");
        close();
        try {
            Files.move(file, full);
        } catch (IOException e) {
            // The lines are written all the same: the file grows on, and the next batch tries again.
            LOG.warn("The full audit trail could not be renamed to {}; check the owner of the logs", full, e);
        }
    }

    private void open() throws IOException {
        if (channel == null) {
            channel = PrivateFiles.append(file);
            torn |= endsInsideLine();
        }
    }

    private boolean endsInsideLine() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return false;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(in.length() - 1);
            return in.read() != '\n';
        }
    }

    private void writeAll(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /** Brings what was written to the disk and lets go of the file. */
    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try (open) {
                open.force(false);
            }
        }
    }
}
