package dev.osprey.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compression as a client does it. */
final class Zip {

    static final String OFFER = "permessage-deflate; client_max_window_bits";

    private Zip() {}

    static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(plain);
        byte[] out = new byte[plain.length + 64];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - 4;
        deflater.end();
        return java.util.Arrays.copyOf(out, length);
    }

    static byte[] inflate(byte[] packed) throws IOException {
        Inflater inflater = new Inflater(true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try {
            for (byte[] in : new byte[][] {packed, {0, 0, (byte) 0xff, (byte) 0xff}}) {
                inflater.setInput(in);
                for (int n = inflater.inflate(piece); n > 0; n = inflater.inflate(piece)) {
                    out.write(piece, 0, n);
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IOException(e);
        } finally {
            inflater.end();
        }
    }

    /** A text message, inflated if it is compressed. */
    static String text(RawClient.Received frame) throws IOException {
        return switch (frame.first()) {
            case 0x81 -> frame.text();
            case 0xc1 -> new RawClient.Received(0x81, inflate(frame.payload())).text();
            default -> throw new IOException("not a text frame: " + frame);
        };
    }
}
