package dev.osprey.launcher.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/** Open files of a log, the oldest first, as long as they were when it was made. For one thread. */
final class LogView implements AutoCloseable {

    /** One file. */
    record Part(long name, FileChannel channel, long size) {

        int read(ByteBuffer into, long position) {
            try {
                return channel.read(into, position);
            } catch (IOException e) {
                throw new UncheckedIOException("A log cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** A place in it. */
    record Place(int part, long offset) {}

    private final List<Part> parts;

    LogView(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    List<Part> parts() {
        return parts;
    }

    /** Where it ends. */
    Place end() {
        return parts.isEmpty()
                ? new Place(0, 0)
                : new Place(parts.size() - 1, parts.get(parts.size() - 1).size());
    }

    /** Empty if the file is gone, or no line begins there. */
    Optional<Place> find(String cursor) {
        Cursor sought = Cursor.parse(cursor).orElse(null);
        for (int i = 0; sought != null && i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.name() == sought.file()) {
                return lineBegins(part, sought.offset())
                        ? Optional.of(new Place(i, sought.offset()))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean lineBegins(Part part, long offset) {
        if (offset == 0) {
            return part.size() > 0;
        }
        ByteBuffer before = ByteBuffer.allocate(1);
        return offset < part.size() && part.read(before, offset - 1) == 1 && before.get(0) == '\n';
    }

    @Override
    public void close() {
        for (Part part : parts) {
            try {
                part.channel().close();
            } catch (IOException e) {
                throw new UncheckedIOException("A log cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}
