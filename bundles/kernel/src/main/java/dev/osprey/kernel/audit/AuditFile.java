package dev.osprey.kernel.audit;

import dev.osprey.kernel.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** The present file, only ever appended to. Knows what stands at its end that is no line. Used by one thread at a time. */
final class AuditFile implements AutoCloseable {

    private final Path file;
    private final Appender appender;
    private FileChannel channel;
    private Object openKey;
    private long expectedSize = -1;
    private Fragment fragment;
    private boolean lineBreakMissing;

    AuditFile(Path file, Appender appender) {
        this.file = file;
        this.appender = appender;
    }

    /** What a kill or a full disk left at the end, or null. */
    Fragment fragment() {
        return fragment;
    }

    /** Whether the last line is whole but for its line break. */
    boolean lineBreakMissing() {
        return lineBreakMissing;
    }

    void open() throws IOException {
        if (channel != null) {
            return;
        }
        channel = PrivateFiles.append(file);
        Object key = key();
        // Else it is the file that this object wrote to last, and what is known of its end holds.
        if (key == null || !key.equals(openKey) || channel.size() != expectedSize) {
            lookAtEnd();
        }
        openKey = key;
        expectedSize = channel.size();
    }

    private Object key() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private void lookAtEnd() throws IOException {
        fragment = null;
        lineBreakMissing = false;
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (ReverseLines lines = new ReverseLines(file)) {
            byte[] end = lines.next();
            if (end == null || end.length == 0) {
                return;
            }
            lineBreakMissing = ChainedLine.parse(end) != null;
            if (!lineBreakMissing) {
                fragment = from(lines.position());
            }
        }
    }

    private Fragment from(long position) throws IOException {
        Fragment found = new Fragment();
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(position);
            byte[] block = new byte[8192];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                found.add(block, 0, read);
            }
        }
        return found;
    }

    /** Appends. What did not get in whole is left to {@link #ended}. @return how many bytes got in, and why not all */
    Written write(byte[] bytes) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        try {
            while (left.hasRemaining()) {
                expectedSize += appender.append(channel, left);
            }
            return new Written(bytes.length, null);
        } catch (IOException e) {
            return new Written(left.position(), e);
        }
    }

    /** Says what the end looks like after a write. */
    void ended(Fragment rest, boolean withoutLineBreak) {
        fragment = rest;
        lineBreakMissing = withoutLineBreak;
    }

    long size() {
        return Math.max(0, expectedSize);
    }

    /** Whether the path still leads to the file that is open; if somebody moved or removed it, lines would go where nobody looks. */
    boolean inPlace() {
        try {
            return channel == null || Objects.equals(key(), openKey) && Files.size(file) >= expectedSize;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Brings what was written to the disk. */
    void force() throws IOException {
        if (channel != null) {
            channel.force(false);
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

    /**
     * The outcome of a write.
     *
     * @param bytes how many got in
     * @param failure why not all, or null
     */
    record Written(int bytes, IOException failure) {}

    /** Writes, perhaps only a part. */
    @FunctionalInterface
    interface Appender {
        int append(FileChannel channel, ByteBuffer bytes) throws IOException;
    }
}
