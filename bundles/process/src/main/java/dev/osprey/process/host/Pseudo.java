package dev.osprey.process.host;

import dev.osprey.process.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Osprey's side of a pseudo terminal. One thread reads, any may write. */
public interface Pseudo extends AutoCloseable {

    /** What makes the other side the new process's terminal, standard input, output and error. */
    List<StagePart> parts();

    /**
     * Waits for bytes and reads them into a direct buffer.
     *
     * @return how many; -1 when nobody has the other side open any more, or this one was closed
     */
    int read(ByteBuffer into) throws IOException;

    /** Writes all; waits while the terminal takes nothing. @throws IOException after the end too */
    void write(ByteBuffer from) throws IOException;

    /** Tells the terminal's size, and those who use it, by a signal. */
    void resize(TerminalSize size);

    /** Wakes a reader. Closing it twice does nothing. */
    @Override
    void close();
}
