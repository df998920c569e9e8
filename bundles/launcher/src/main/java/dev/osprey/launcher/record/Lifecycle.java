package dev.osprey.launcher.record;

import dev.osprey.launcher.json.Json;
import dev.osprey.module.ModuleStep;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kite's {@code lifecycle.jsonl}: one line for each step in a module's life. Thread-safe. */
public final class Lifecycle implements AutoCloseable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);
    private static final long FILE_BYTES = 10L << 20;

    private final RotatingFile file;
    private final Clock clock;
    private final Path path;

    public Lifecycle(Path path, Clock clock) {
        this.file = new RotatingFile(path, FILE_BYTES, 1);
        this.clock = clock;
        this.path = path;
    }

    /**
     * Adds a line.
     *
     * @param incarnation which run of the module, or 0
     * @param extras plain JSON values
     */
    public void add(String step, String module, long incarnation, Map<String, ?> extras) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ts", TIME.format(clock.instant()));
        line.put("event", step);
        line.put("module", module);
        if (incarnation > 0) {
            line.put("incarnation", incarnation);
        }
        line.putAll(extras);
        file.append(Json.write(line));
    }

    /**
     * What happened, newest last, also before this start.
     *
     * @param module null for all
     */
    public List<ModuleStep> history(String module, int most) {
        return History.read(List.of(path, file.older(1)), module, most);
    }

    @Override
    public void close() {
        file.close();
    }
}
