package dev.osprey.bench.hub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A whole WebSocket frame with one event, masked and ready to be sent; only the event's number is written anew for each. Not
 * thread-safe.
 */
final class Shot {

    /** Digits of an event's number. */
    static final int DIGITS = 10;

    /** What stands before the number in the data of every event. */
    static final String MARK = "{\"n\":\"";

    private static final byte[] MASK = {0x5a, 0x13, (byte) 0xc7, 0x2e};

    private final byte[] frame;
    private final int payload;
    private final int[] places;

    /** @param text the event; each run of ten {@code #} becomes its number */
    Shot(int opcode, String text) {
        this.frame = masked(opcode, text.getBytes(StandardCharsets.ISO_8859_1));
        this.payload = frame.length - text.length();
        String run = "#".repeat(DIGITS);
        int first = text.indexOf(run);
        int second = text.indexOf(run, first + DIGITS);
        this.places = second < 0 ? new int[] {first} : new int[] {first, second};
    }

    /** The data of an event with so many bytes. */
    static String data(int publisher, int bytes) {
        String head = MARK + String.format("%02d:", publisher) + "#".repeat(DIGITS) + "\",\"pad\":\"";
        return head + "x".repeat(bytes - head.length() - 2) + "\"}";
    }

    /** What follows the number in the data of every event with so many bytes. */
    static byte[] tail(int bytes) {
        String data = data(0, bytes);
        return data.substring(data.lastIndexOf('#') + 1).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A client's frame. */
    static byte[] masked(int opcode, byte[] content) {
        int length = content.length;
        ByteBuffer frame = ByteBuffer.allocate(length + (length < 126 ? 6 : length <= 0xffff ? 8 : 14));
        frame.put((byte) (0x80 | opcode));
        if (length < 126) {
            frame.put((byte) (0x80 | length));
        } else if (length <= 0xffff) {
            frame.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(length);
        }
        frame.put(MASK);
        for (int i = 0; i < length; i++) {
            frame.put((byte) (content[i] ^ MASK[i & 3]));
        }
        return frame.array();
    }

    int length() {
        return frame.length;
    }

    /** Appends event number {@code n}. */
    void put(ByteBuffer out, long n) {
        long rest = n;
        for (int i = DIGITS - 1; i >= 0; i--) {
            byte digit = (byte) ('0' + rest % 10);
            rest /= 10;
            for (int place : places) {
                frame[payload + place + i] = (byte) (digit ^ MASK[(place + i) & 3]);
            }
        }
        out.put(frame);
    }
}
