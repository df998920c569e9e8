package dev.osprey.launcher.record;

import dev.osprey.launcher.log.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of lines that moves to {@code name.1}, {@code name.2}, ... when it is full. Thread-safe; a full disk is reported once. */
final class RotatingFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RotatingFile.class);

    private final Path file;
    private final long limit;
    private final int kept;
    // guarded by this
    private OutputStream out;
    private long size;
    private boolean complained;

    RotatingFile(Path file, long limit, int kept) {
        this.file = file;
        this.limit = limit;
        this.kept = kept;
    }

    synchronized void append(String line) {
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        try {
            open();
            if (size > 0 && size + bytes.length > limit) {
                rotate();
                open();
            }
            out.write(bytes);
            size += bytes.length;
            complained = false;
        } catch (IOException e) {
            close();
            if (!complained) {
                complained = true;
                LOG.warn("Cannot write {}, its lines are lost until that works again: {}", file, e.toString());
            }
        }
    }

    private void open() throws IOException {
        if (out == null) {
            out = PrivateFile.append(file);
            size = Files.size(file);
        }
    }

    private void rotate() throws IOException {
        close();
        for (int n = kept; n > 0; n--) {
            Path from = n == 1 ? file : older(n - 1);
            if (Files.exists(from)) {
                Files.move(from, older(n), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        size = 0;
    }

    /** Where the n-th older one lies. */
    Path older(int n) {
        return file.resolveSibling(file.getFileName() + "." + n);
    }

    @Override
    public synchronized void close() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                LOG.debug("Closing {} failed", file, e);
            }
            out = null;
        }
    }
}
