package dev.osprey.hub;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Frames of RFC 6455 as bytes: the server's are not masked and not fragmented. */
final class WsFrames {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** Beside the opcode of a message's first frame: the message is compressed, RFC 7692. */
    static final int COMPRESSED = 0x40;

    /** The longest header that the server writes. */
    static final int HEADER = 10;

    /** The longest header that a client writes, with its mask. */
    static final int CLIENT_HEADER = HEADER + 4;

    private static final VarHandle LE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private WsFrames() {}

    static void header(Bytes out, int opcode, int length) {
        out.reserve(HEADER);
        out.length = header(out.array, out.length, opcode, length);
    }

    private static int header(byte[] out, int start, int opcode, int length) {
        int at = start;
        out[at++] = (byte) (0x80 | opcode);
        if (length < 126) {
            out[at++] = (byte) length;
        } else if (length < 1 << 16) {
            out[at++] = 126;
            out[at++] = (byte) (length >> 8);
            out[at++] = (byte) length;
        } else {
            out[at++] = 127;
            for (int shift = 56; shift >= 0; shift -= 8) {
                out[at++] = (byte) ((long) length >> shift);
            }
        }
        return at;
    }

    static void frame(Bytes out, int opcode, byte[] payload) {
        header(out, opcode, payload.length);
        out.put(payload);
    }

    /** A frame whose payload length is known only when it has been written: room first, then {@link #end}. */
    static int begin(Bytes out) {
        out.reserve(HEADER);
        out.length += 4;
        return out.length;
    }

    /** Writes the header of the text frame whose payload began at {@code start}. */
    static void end(Bytes out, int start) {
        int payload = out.length - start;
        int size = payload < 126 ? 2 : payload < 1 << 16 ? 4 : HEADER;
        if (size != 4) {
            out.reserve(HEADER);
            System.arraycopy(out.array, start, out.array, start - 4 + size, payload);
            out.length += size - 4;
        }
        header(out.array, start - 4, TEXT, payload);
    }

    /** Takes a client's mask off {@code bytes[from, to)}; the mask stands in the four bytes before. */
    static void unmask(byte[] bytes, int from, int to) {
        int mask = bytes[from - 4] & 0xff
                | (bytes[from - 3] & 0xff) << 8
                | (bytes[from - 2] & 0xff) << 16
                | bytes[from - 1] << 24;
        long half = mask & 0xffffffffL;
        long eight = half << 32 | half;
        int i = from;
        for (; i < to - 7; i += 8) { // i + 8 <= to is no counted loop to the compiler, and eight times slower
            LE64.set(bytes, i, (long) LE64.get(bytes, i) ^ eight);
        }
        for (; i < to; i++) {
            bytes[i] ^= (byte) (mask >>> 8 * (i - from & 3));
        }
    }

    /** The length of the server's frame at the reader index, header included. */
    static int length(ByteBuf frames) {
        int at = frames.readerIndex();
        int length = frames.getByte(at + 1) & 0x7f;
        return length < 126
                ? 2 + length
                : length == 126 ? 4 + frames.getUnsignedShort(at + 2) : HEADER + (int) frames.getLong(at + 2);
    }

    /** The payload of a server's frame at {@code at}: low 32 bits its start, high 32 bits its end. */
    static long payload(byte[] bytes, int at) {
        int length = bytes[at + 1] & 0x7f;
        int from = at + 2;
        if (length == 126) {
            length = (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
            from = at + 4;
        } else if (length == 127) {
            length = 0;
            for (int i = at + 6; i < at + 10; i++) {
                length = length << 8 | bytes[i] & 0xff;
            }
            from = at + 10;
        }
        return (long) (from + length) << 32 | from;
    }
}
