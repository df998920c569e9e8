package dev.osprey.hub;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Cuts a client's bytes into WebSocket messages. Keeps only the bytes of an incomplete frame; a message over the limit is passed
 * over without being kept.
 */
class FrameReader {

    /** A payload that would take too long to pass over. */
    static final long PASS_OVER = 64L << 20;

    private static final int SMALL = 1024;
    private static final byte[] NOTHING = {};

    private final int maxMessage;
    private final Receiver receiver;

    /** The beginning of a frame that is not complete. */
    private byte[] held = NOTHING;

    private int heldLength;

    /** How long the incomplete frame is, as far as it is known: its first two bytes, its header, or all of it. */
    private int needed;

    private long skip;
    private boolean stopped;

    /** Not null while a fragmented message is under way. */
    private Bytes message;

    private int messageKind;
    private boolean discarding;
    private long discarded;

    FrameReader(int maxMessage, Receiver receiver) {
        this.maxMessage = maxMessage;
        this.receiver = receiver;
    }

    /** Takes all bytes of {@code in}; {@code work} is an array that may be used until this returns. */
    void read(ByteBuf in, Bytes work) {
        while (in.isReadable() && !stopped) {
            if (skip > 0) {
                int passed = (int) Math.min(skip, in.readableBytes());
                in.skipBytes(passed);
                skip -= passed;
            } else if (heldLength > 0) {
                topUp(in);
            } else {
                cut(in, work);
            }
        }
        if (heldLength == 0) {
            held = NOTHING; // an idle connection keeps no buffer
        }
    }

    private void cut(ByteBuf in, Bytes work) {
        int count = in.readableBytes();
        work.length = 0;
        work.reserve(count);
        in.readBytes(work.array, 0, count);
        int used = frames(work.array, count);
        if (used < count) {
            reserve(count - used);
            System.arraycopy(work.array, used, held, 0, count - used);
            heldLength = count - used;
        }
    }

    /** Brings what is held nearer to its end. */
    private void topUp(ByteBuf in) {
        int more = Math.min(needed - heldLength, in.readableBytes());
        reserve(heldLength + more);
        in.readBytes(held, heldLength, more);
        heldLength += more;
        if (heldLength == needed) {
            heldLength -= frames(held, heldLength);
        }
    }

    /** Room to hold this many bytes; not much more than that, whatever length a header promises. */
    private void reserve(int bytes) {
        if (held.length < bytes) {
            int room = Math.min(needed, Math.max(bytes * 2, SMALL));
            held = Arrays.copyOf(held, Math.max(room, WsFrames.CLIENT_HEADER));
        }
    }

    /** How many bytes of memory it keeps until the next read. */
    int held() {
        return held.length;
    }

    /** Takes nothing more. */
    void stop() {
        stopped = true;
        held = NOTHING;
        heldLength = 0;
        message = null;
    }

    /** @return how many bytes are done with; if not all, {@link #needed} says what is missing */
    private int frames(byte[] b, int end) {
        int at = 0;
        while (!stopped && at < end) {
            needed = 2;
            if (end - at < needed) {
                return at;
            }
            int second = b[at + 1] & 0xff;
            int sized = second & 0x7f;
            int header = sized < 126 ? 6 : sized == 126 ? 8 : 14;
            if (!plausible(b[at], second)) {
                return end;
            }
            needed = header;
            if (end - at < needed) {
                return at;
            }
            long length = length(b, at, sized);
            if (length < 0) {
                return end;
            }
            int from = at + header;
            if (length > maxMessage) {
                skip = Math.max(0, length - (end - from));
                tooLong(b[at], length);
                at = (int) Math.min(end, from + length);
                continue;
            }
            int to = from + (int) length;
            needed = to - at;
            if (to > end) {
                return at;
            }
            WsFrames.unmask(b, from, to);
            frame(b[at], b, from, to);
            at = to;
        }
        return end;
    }

    private boolean plausible(byte first, int second) {
        int opcode = first & 0x0f;
        boolean last = first < 0;
        if ((first & 0x70) != 0 && !extended(first)) {
            return false;
        }
        if ((second & 0x80) == 0) {
            return broken(1002, "a client's frame must be masked");
        }
        if (opcode >= WsFrames.CLOSE) {
            if (opcode > WsFrames.PONG) {
                return broken(1002, "unknown opcode " + opcode);
            }
            return last && (second & 0x7f) < 126 || broken(1002, "a control frame must be whole and short");
        }
        if (opcode > WsFrames.BINARY) {
            return broken(1002, "unknown opcode " + opcode);
        }
        if (opcode == WsFrames.CONTINUATION && message == null) {
            return broken(1002, "there is no message to continue");
        }
        return opcode == WsFrames.CONTINUATION || message == null || broken(1002, "the message before is not complete");
    }

    /** Whether this frame may have the reserved bits that it has; says what is wrong if not. */
    boolean extended(byte first) {
        return broken(1002, "a reserved bit is set, but no extension was agreed");
    }

    /**
     * Hands on a whole message.
     *
     * @param kind its opcode, and {@link WsFrames#COMPRESSED} if the first frame had that
     */
    void message(int kind, byte[] b, int from, int to) {
        receiver.onMessage(kind == WsFrames.TEXT, b, from, to);
    }

    private long length(byte[] b, int at, int sized) {
        if (sized < 126) {
            return sized;
        }
        long length = 0;
        for (int i = at + 2; i < at + (sized == 126 ? 4 : 10); i++) {
            length = length << 8 | b[i] & 0xff;
        }
        if (length < 0 || length < (sized == 126 ? 126 : 1 << 16)) {
            broken(1002, "the length is not in its shortest form");
            return -1;
        }
        if (length >= PASS_OVER) {
            broken(1009, "a frame of " + length + " bytes is too large; the limit is " + maxMessage);
            return -1;
        }
        return length;
    }

    /** @return false */
    final boolean broken(int code, String why) {
        stop();
        receiver.onBroken(code, why);
        return false;
    }

    private void frame(byte first, byte[] b, int from, int to) {
        int opcode = first & 0x0f;
        boolean last = first < 0;
        switch (opcode) {
            case WsFrames.PING -> receiver.onPing(b, from, to);
            case WsFrames.PONG -> receiver.onPong();
            case WsFrames.CLOSE -> receiver.onClose(b, from, to);
            default -> {
                if (last && opcode != WsFrames.CONTINUATION) {
                    message(kind(first), b, from, to);
                } else {
                    fragment(kind(first), last, b, from, to);
                }
            }
        }
    }

    private static int kind(byte first) {
        return first & (WsFrames.COMPRESSED | 0x0f);
    }

    private void tooLong(byte first, long length) {
        boolean last = first < 0;
        if (last && message == null) {
            receiver.onTooLarge(length);
            return;
        }
        begin(kind(first));
        discard(length);
        if (last) {
            complete();
        }
    }

    private void fragment(int kind, boolean last, byte[] b, int from, int to) {
        begin(kind);
        if (discarding || message.length + to - from > maxMessage) {
            discard(to - from);
        } else {
            message.put(b, from, to);
        }
        if (last && !stopped) {
            complete();
        }
    }

    private void begin(int kind) {
        if (message == null) {
            message = new Bytes(256);
            messageKind = kind;
            discarding = false;
            discarded = 0;
        }
    }

    private void discard(long length) {
        discarding = true;
        discarded += message.length + length;
        message.clear();
        if (discarded >= PASS_OVER) {
            broken(1009, "a message of more than " + discarded + " bytes is too large; the limit is " + maxMessage);
        }
    }

    private void complete() {
        if (stopped) {
            return;
        }
        Bytes whole = message;
        message = null;
        if (discarding) {
            receiver.onTooLarge(discarded);
        } else {
            message(messageKind, whole.array, 0, whole.length);
        }
    }

    /** What comes out. The arrays are only valid during the call. */
    interface Receiver {
        void onMessage(boolean text, byte[] b, int from, int to);

        /** @param length -1 if nobody knows */
        void onTooLarge(long length);

        void onPing(byte[] b, int from, int to);

        void onPong();

        void onClose(byte[] b, int from, int to);

        /** The stream cannot be understood any more. */
        void onBroken(int code, String why);
    }
}
