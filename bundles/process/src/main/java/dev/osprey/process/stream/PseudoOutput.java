package dev.osprey.process.stream;

import dev.osprey.process.host.Pseudo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** What is typed on a terminal, as a stream. Closing it types the end-of-file character, which counts at the beginning of a line. */
public final class PseudoOutput extends OutputStream {

    private static final byte[] END = {4};

    private final Pseudo pseudo;
    private boolean closed;

    public PseudoOutput(Pseudo pseudo) {
        this.pseudo = pseudo;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("Standard input was closed");
        }
        pseudo.write(ByteBuffer.wrap(from, offset, length));
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            pseudo.write(ByteBuffer.wrap(END));
        }
    }
}
