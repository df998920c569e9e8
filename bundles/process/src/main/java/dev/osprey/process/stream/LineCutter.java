package dev.osprey.process.stream;

import dev.osprey.process.ByteListener;
import dev.osprey.process.OutputListener;
import dev.osprey.process.OutputListener.Stream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts the bytes of one stream into lines. A listener that fails is complained about once, and gets the next line all the same. */
public final class LineCutter implements ByteListener {

    static final int LONGEST_LINE = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(LineCutter.class);
    private static final int FIRST = 256;

    private final String name;
    private final OutputListener listener;
    private byte[] line = new byte[FIRST];
    private int length;
    private boolean complained;

    /** @param name names the process in the log */
    public LineCutter(String name, OutputListener listener) {
        this.name = name;
        this.listener = listener;
    }

    @Override
    public void onBytes(Stream stream, ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                emit(stream, length > 0 && line[length - 1] == '\r' ? length - 1 : length);
                length = 0;
            } else {
                makeRoom(stream);
                line[length++] = next;
            }
        }
    }

    private void makeRoom(Stream stream) {
        if (length == LONGEST_LINE) {
            emitPiece(stream);
        } else if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST_LINE, line.length * 2));
        }
    }

    @Override
    public void onEnd(Stream stream) {
        if (length > 0) {
            emit(stream, length);
            length = 0;
        }
    }

    /** Cuts before a character that is not whole yet. */
    private void emitPiece(Stream stream) {
        int cut = length;
        while (cut > length - 4 && (line[cut - 1] & 0xC0) == 0x80) {
            cut--;
        }
        cut = (line[cut - 1] & 0xC0) == 0xC0 ? cut - 1 : length;
        emit(stream, cut);
        System.arraycopy(line, cut, line, 0, length - cut);
        length -= cut;
    }

    private void emit(Stream stream, int count) {
        String text = new String(line, 0, count, StandardCharsets.UTF_8);
        try {
            listener.onLine(stream, text);
        } catch (RuntimeException | LinkageError e) {
            if (!complained) {
                complained = true;
                LOG.warn("The listener for {} of {} failed; its output is drained on", stream, name, e);
            }
        }
    }
}
