package dev.osprey.launcher.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Kite's {@code lifecycle.jsonl}: one line for each step in a module's life. Thread-safe. */
final class Lifecycle implements AutoCloseable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);
    private static final long FILE_BYTES = 10L << 20;

    private final RotatingFile file;
    private final Clock clock;

    Lifecycle(Path path, Clock clock) {
        this.file = new RotatingFile(path, FILE_BYTES, 1);
        this.clock = clock;
    }

    void add(String event, String module, Map<String, ?> extras) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ts", TIME.format(clock.instant()));
        line.put("event", event);
        line.put("module", module);
        line.putAll(extras);
        file.append(Json.write(line));
    }

    @Override
    public void close() {
        file.close();
    }
}
