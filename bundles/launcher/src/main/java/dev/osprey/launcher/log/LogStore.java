package dev.osprey.launcher.log;

import dev.osprey.process.OutputListener;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a module wrote: all of it in a file, the last lines in memory. Control messages are taken out. Thread-safe. */
final class ModuleLog implements OutputListener, AutoCloseable {

    static final int MOST_LINES = 10_000;
    static final int MOST_CHARS = 1 << 20;
    private static final long FILE_BYTES = 10L << 20;
    private static final int FILES_KEPT = 3;

    private final RotatingFile file;
    // guarded by recent
    private final Deque<String> recent = new ArrayDeque<>();
    private int chars;

    ModuleLog(Path path) {
        this.file = new RotatingFile(path, FILE_BYTES, FILES_KEPT);
    }

    @Override
    public void onLine(Stream stream, String line) {
        String text = line.stripTrailing();
        if (text.isEmpty() || stream == Stream.STDOUT && ControlMessage.is(text)) {
            return;
        }
        file.append(Instant.now() + (stream == Stream.STDOUT ? " out " : " err ") + text);
        synchronized (recent) {
            recent.add(text);
            chars += text.length();
            while (recent.size() > MOST_LINES || chars > MOST_CHARS) {
                chars -= recent.remove().length();
            }
        }
    }

    List<String> last(int lines) {
        synchronized (recent) {
            return recent.stream()
                    .skip(Math.max(0, recent.size() - Math.max(0, lines)))
                    .toList();
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
