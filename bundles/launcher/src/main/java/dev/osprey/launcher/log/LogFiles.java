package dev.osprey.launcher.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of whole lines and the older ones beside it, {@code name.1} the youngest. Not thread-safe; whoever reads gets open channels, so that
 * files may move while he does.
 */
final class LogFiles {

    private static final int MOST_OLDER = 100;
    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private LogSpec spec;
    private OutputStream out;
    private long name;
    private long size;

    LogFiles(Path file, LogSpec spec) {
        this.file = file;
        this.spec = spec;
    }

    void settings(LogSpec changed) {
        spec = changed;
    }

    /** Goes on in another file if somebody has taken this one away or emptied it. */
    void check() throws IOException {
        if (out != null && !same()) {
            close();
        }
    }

    private boolean same() throws IOException {
        try {
            return Files.size(file) == size;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /** Adds a line with its end. It is in the file after {@link #flush()} at the latest. */
    Cursor append(byte[] line) throws IOException {
        open();
        if (size + buffer.size() > 0 && size + buffer.size() + line.length > spec.bytes()) {
            rotate();
            open();
        }
        long offset = size + buffer.size();
        if (offset == 0) {
            name = Cursor.nameOf(line);
        }
        buffer.writeBytes(line);
        if (buffer.size() >= BUFFER) {
            flush();
        }
        return new Cursor(name, offset);
    }

    void flush() throws IOException {
        if (buffer.size() > 0) {
            byte[] bytes = buffer.toByteArray();
            buffer.reset();
            out.write(bytes);
            size += bytes.length;
        }
    }

    private void open() throws IOException {
        if (out == null) {
            out = PrivateFile.append(file);
            size = Files.size(file);
            name = size > 0 ? nameOf(file) : 0;
        }
    }

    private static long nameOf(Path path) throws IOException {
        try (FileChannel reading = FileChannel.open(path)) {
            return nameOf(reading);
        }
    }

    private static long nameOf(FileChannel channel) throws IOException {
        ByteBuffer beginning = ByteBuffer.allocate(Cursor.hashed());
        while (beginning.hasRemaining() && channel.read(beginning, beginning.position()) > 0) {
            // until there is enough, or no more
            continue;
        }
        byte[] bytes = new byte[beginning.position()];
        beginning.flip().get(bytes);
        return Cursor.nameOf(bytes);
    }

    private void rotate() throws IOException {
        flush();
        close();
        for (int n = Math.max(1, spec.files()); n <= MOST_OLDER && Files.deleteIfExists(older(n)); n++) {
            // also those that a larger number has left
            continue;
        }
        for (int n = spec.files(); n > 0; n--) {
            Path from = n == 1 ? file : older(n - 1);
            if (Files.exists(from)) {
                Files.move(from, older(n), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (spec.files() == 0) {
            Files.deleteIfExists(file);
        }
    }

    private Path older(int n) {
        return file.resolveSibling(file.getFileName() + "." + n);
    }

    /** What can be read now, up to the last flush. To be closed. */
    LogView view() throws IOException {
        List<LogView.Part> parts = new ArrayList<>();
        try {
            int oldest = 0;
            while (oldest < MOST_OLDER && (oldest < spec.files() || Files.exists(older(oldest + 1)))) {
                oldest++;
            }
            for (int n = oldest; n >= 0; n--) {
                Path path = n == 0 ? file : older(n);
                if (Files.isRegularFile(path)) {
                    FileChannel channel = FileChannel.open(path);
                    parts.add(new LogView.Part(nameOf(channel), channel, channel.size()));
                }
            }
        } catch (IOException e) {
            new LogView(parts).close();
            throw e;
        }
        return new LogView(parts);
    }

    void close() throws IOException {
        buffer.reset();
        if (out != null) {
            OutputStream closing = out;
            out = null;
            closing.close();
        }
    }
}
