package dev.osprey.ipc.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts a stream at its line ends: what comes out is whole lines with their end, as bytes, so that no character is torn. One thread at a time. */
final class LineMode {

    static final int LONGEST = 1 << 20;

    private final int most;
    private byte[] rest = new byte[256];
    private int length;

    /** @param most a line that grows beyond it goes out in pieces */
    LineMode(int most) {
        this.most = Math.max(1, Math.min(most, LONGEST));
    }

    /** Gives on what is complete now. */
    void cut(ByteBuffer bytes, Consumer<ByteBuffer> lines) {
        while (bytes.hasRemaining()) {
            int end = bytes.position();
            while (end < bytes.limit() && bytes.get(end) != '\n') {
                end++;
            }
            boolean whole = end < bytes.limit();
            int size = Math.min(end - bytes.position() + (whole ? 1 : 0), most - length);
            keep(bytes, size);
            if (length == most || rest[length - 1] == '\n') {
                end(lines);
            }
        }
    }

    private void keep(ByteBuffer bytes, int size) {
        if (rest.length - length < size) {
            rest = Arrays.copyOf(rest, Math.max(length + size, rest.length * 2));
        }
        bytes.get(rest, length, size);
        length += size;
    }

    /** Gives on what no line end has followed. */
    void end(Consumer<ByteBuffer> lines) {
        if (length > 0) {
            ByteBuffer line = ByteBuffer.wrap(rest, 0, length);
            length = 0;
            lines.accept(line);
        }
    }
}
