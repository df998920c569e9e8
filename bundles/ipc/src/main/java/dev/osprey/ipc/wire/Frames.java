package dev.osprey.ipc.wire;

/** The eight bytes before each body: {@code 4B 41}, version, type, and the body's length with the highest byte first. */
public final class Frames {

    public static final int HEADER = 8;

    public static final int REQUEST = 1;
    public static final int RESPONSE = 2;
    public static final int EVENT = 3;
    public static final int CHUNK = 4;

    static final int MAGIC_HIGH = 0x4b;
    static final int MAGIC_LOW = 0x41;
    static final int VERSION = 1;

    private Frames() {}

    /** What takes the frames of a stream. */
    @FunctionalInterface
    public interface Receiver {

        /**
         * One frame.
         *
         * @param b holds the body from {@code from} to {@code to}, until this returns
         * @return false if no further one is wanted for now
         */
        boolean frame(int type, byte[] b, int from, int to);
    }

    /**
     * Cuts what has come into frames.
     *
     * @param most the longest body that is taken
     * @return where the first byte is that was not used
     * @throws MalformedException if the bytes are no frame; those ahead of it were received
     * @throws FrameTooLongException likewise
     */
    public static int read(byte[] b, int from, int to, int most, Receiver receiver) {
        int at = from;
        boolean go = true;
        while (go && to - at >= HEADER) {
            long length = length(b, at, most);
            if (to - at - HEADER < length) {
                return at;
            }
            int body = at + HEADER;
            at = body + (int) length;
            go = receiver.frame(b[body - 5] & 0xff, b, body, at);
        }
        return at;
    }

    private static long length(byte[] b, int at, int most) {
        if (b[at] != MAGIC_HIGH || b[at + 1] != MAGIC_LOW || b[at + 2] != VERSION) {
            throw new MalformedException(String.format(
                    "A frame begins with 4b 41 01, not with %02x %02x %02x", b[at], b[at + 1], b[at + 2]));
        }
        long length = (b[at + 4] & 0xffL) << 24 | (b[at + 5] & 0xff) << 16 | (b[at + 6] & 0xff) << 8 | b[at + 7] & 0xff;
        if (length > most) {
            throw new FrameTooLongException(length, most);
        }
        return length;
    }
}
