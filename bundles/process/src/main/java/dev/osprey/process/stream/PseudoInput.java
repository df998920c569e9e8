package dev.osprey.process.stream;

import dev.osprey.process.host.Pseudo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** What is shown on a terminal, as a stream. For one reader. */
public final class PseudoInput extends InputStream {

    private static final int MOST = 16 * 1024;

    private final Pseudo pseudo;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MOST);

    public PseudoInput(Pseudo pseudo) {
        this.pseudo = pseudo;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        buffer.clear().limit(Math.min(length, MOST));
        int n = pseudo.read(buffer);
        if (n > 0) {
            buffer.position(0);
            buffer.get(into, offset, n);
        }
        return n;
    }
}
