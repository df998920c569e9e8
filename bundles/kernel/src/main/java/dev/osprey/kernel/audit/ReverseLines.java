package dev.osprey.kernel.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads a file's lines from its end, in blocks. Of a line that is too long only the end is given. */
final class ReverseLines implements AutoCloseable {

    static final int LONGEST = 1 << 16;

    private static final int BLOCK = 1 << 16;

    private final FileChannel channel;
    /** Where the part begins that was not read yet. */
    private long unread;
    /** What was read and not given, at its beginning. */
    private byte[] buffer = new byte[0];

    private int length;
    private boolean done;

    ReverseLines(Path file) throws IOException {
        this(FileChannel.open(file, StandardOpenOption.READ), Long.MAX_VALUE);
    }

    /** @param end how much of it counts */
    ReverseLines(FileChannel channel, long end) throws IOException {
        this.channel = channel;
        unread = Math.min(end, channel.size());
        done = unread == 0;
    }

    /** Where the line that {@link #next} gave begins. */
    long position() {
        return unread + length + (done ? 0 : 1);
    }

    /** What stands behind the last line break, empty if the file ends with one; then line by line upwards; null at the start. */
    byte[] next() throws IOException {
        while (!done) {
            for (int at = length - 1; at >= 0; at--) {
                if (buffer[at] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, at + 1, length);
                    length = at;
                    return line;
                }
            }
            if (unread == 0) {
                done = true;
                byte[] line = Arrays.copyOf(buffer, length);
                length = 0;
                return line;
            }
            fill();
        }
        return null;
    }

    private void fill() throws IOException {
        int size = (int) Math.min(BLOCK, unread);
        // The middle of an endless line is dropped: whoever asks for lines cannot use it.
        int kept = Math.min(length, LONGEST);
        byte[] more = new byte[size + kept];
        System.arraycopy(buffer, length - kept, more, size, kept);
        ByteBuffer into = ByteBuffer.wrap(more, 0, size);
        unread -= size;
        while (into.hasRemaining()) {
            if (channel.read(into, unread + into.position()) < 0) {
                throw new IOException("The file was cut while it was read");
            }
        }
        buffer = more;
        length = size + kept;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
