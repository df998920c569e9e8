package dev.osprey.process.table;

import dev.osprey.process.OutputListener;
import dev.osprey.process.OutputListener.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drains one stream of a process to its end, whatever the listener does, and hands over lines. Runs on a thread of its own. */
final class LinePump implements Runnable {

    static final int LONGEST_LINE = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(LinePump.class);

    private final String name;
    private final Stream stream;
    private final InputStream in;
    private final OutputListener listener;
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private boolean complained;
    private volatile boolean ended;
    private volatile long waitingSince;

    LinePump(String name, Stream stream, InputStream in, OutputListener listener) {
        this.name = name;
        this.stream = stream;
        this.in = in;
        this.listener = listener;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8192];
        try {
            for (int n = read(buffer); n >= 0; n = read(buffer)) {
                take(buffer, n);
            }
        } catch (IOException closed) {
            LOG.debug("{} {} was closed", name, stream, closed);
        } finally {
            if (length > 0) {
                emit(length);
            }
            ended = true;
        }
    }

    private int read(byte[] buffer) throws IOException {
        waitingSince = System.nanoTime() | 1;
        try {
            return in.read(buffer);
        } finally {
            waitingSince = 0;
        }
    }

    /** Whether it has nothing left to deliver: at the end, or waiting for so long that the pipe must be empty. */
    boolean idle(long nanos) {
        long since = waitingSince;
        return ended || since != 0 && System.nanoTime() - since >= nanos;
    }

    private void take(byte[] buffer, int n) {
        for (int i = 0; i < n; i++) {
            if (buffer[i] == '\n') {
                emit(length > 0 && line[length - 1] == '\r' ? length - 1 : length);
                length = 0;
            } else {
                if (length == LONGEST_LINE) {
                    emitPiece();
                }
                line[length++] = buffer[i];
            }
        }
    }

    /** Cuts before a character that is not whole yet. */
    private void emitPiece() {
        int cut = length;
        while (cut > length - 4 && (line[cut - 1] & 0xC0) == 0x80) {
            cut--;
        }
        cut = (line[cut - 1] & 0xC0) == 0xC0 ? cut - 1 : length;
        emit(cut);
        System.arraycopy(line, cut, line, 0, length - cut);
        length -= cut;
    }

    private void emit(int count) {
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
