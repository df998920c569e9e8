package dev.osprey.hub;

import java.util.zip.DataFormatException;

/** Cuts out messages that may be compressed. The limit holds for what a message has when it comes, and when it is inflated. */
final class UnpackingReader extends FrameReader {

    private final int most;
    private final Receiver receiver;
    private final Unpacker unpacker;

    UnpackingReader(int most, Receiver receiver, Unpacker unpacker) {
        super(most, receiver);
        this.most = most;
        this.receiver = receiver;
        this.unpacker = unpacker;
    }

    @Override
    boolean extended(byte first) {
        int opcode = first & 0x0f;
        boolean begins = opcode == WsFrames.TEXT || opcode == WsFrames.BINARY;
        return begins && (first & 0x70) == WsFrames.COMPRESSED
                || broken(1002, "a reserved bit is set where the agreed compression sets none");
    }

    @Override
    void message(int kind, byte[] b, int from, int to) {
        if ((kind & WsFrames.COMPRESSED) == 0) {
            super.message(kind, b, from, to);
            return;
        }
        int length;
        try {
            length = unpacker.unpack(b, from, to, most);
        } catch (DataFormatException e) {
            broken(1007, "a compressed message cannot be read: " + e.getMessage());
            return;
        }
        if (length < 0) {
            receiver.onTooLarge(length);
        } else {
            super.message(kind ^ WsFrames.COMPRESSED, unpacker.bytes(), 0, length);
        }
    }
}
