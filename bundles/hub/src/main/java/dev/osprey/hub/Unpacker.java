package dev.osprey.hub;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates messages for the connections of one event loop, one after the other. On the event loop only. */
final class Unpacker implements AutoCloseable {

    /** The end of the flushed block, which the client has not sent, and an empty last block: only a whole message ends here. */
    private static final byte[] END = {0, 0, (byte) 0xff, (byte) 0xff, 3, 0};

    private final Inflater inflater = new Inflater(true);
    private final Bytes out = new Bytes(16 << 10);

    /**
     * Inflates a message; it begins at the start of {@link #bytes()}, until the next call.
     *
     * @param most what it may have; no more than that is inflated
     * @return its length, or -1 if it is longer
     * @throws DataFormatException if the bytes are no compressed message
     */
    int unpack(byte[] b, int from, int to, int most) throws DataFormatException {
        out.clear();
        if (from == to) {
            return 0;
        }
        inflater.reset();
        inflater.setInput(b, from, to - from);
        if (!inflate(most)) {
            return -1;
        }
        if (inflater.finished()) {
            // A client may end its message with a last block, and one byte for what is not sent to follow.
            int rest = inflater.getRemaining();
            if (rest > 1 || rest == 1 && b[to - 1] != 0) {
                throw new DataFormatException("there are bytes behind the last block");
            }
            return out.length;
        }
        inflater.setInput(END);
        if (!inflate(most)) {
            return -1;
        }
        if (!inflater.finished() || inflater.getRemaining() > 0) {
            throw new DataFormatException("it breaks off");
        }
        return out.length;
    }

    /** @return false if there is more than may be */
    private boolean inflate(int most) throws DataFormatException {
        int more = 1;
        while (more > 0 && out.length <= most) {
            if (out.length == out.array.length) {
                out.array = Arrays.copyOf(out.array, Math.min(most + 1, out.length * 2));
            }
            more = inflater.inflate(out.array, out.length, Math.min(out.array.length, most + 1) - out.length);
            out.length += more;
        }
        return out.length <= most;
    }

    byte[] bytes() {
        return out.array;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
