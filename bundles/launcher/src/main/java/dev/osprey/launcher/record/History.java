package dev.osprey.launcher.record;

import dev.osprey.launcher.json.Json;
import dev.osprey.module.ModuleStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads steps from the end of a {@code lifecycle.jsonl} backwards, then from the end of the one before it. */
final class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST_LINE = 1 << 20;

    private final String module;
    private final String mark;
    private final int most;
    private final Deque<ModuleStep> steps = new ArrayDeque<>();

    private History(String module, int most) {
        this.module = module;
        // Names need no escape in JSON, and lines are written without spaces between key and value.
        this.mark = module == null ? "" : "\"" + module + "\"";
        this.most = most;
    }

    /**
     * What is there, oldest first. Half a line, or one that is no step, is passed over.
     *
     * @param newestFirst files
     * @param module null for all
     */
    static List<ModuleStep> read(List<Path> newestFirst, String module, int most) {
        History history = new History(module, most);
        for (Path file : newestFirst) {
            history.read(file);
        }
        return List.copyOf(history.steps);
    }

    private void read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long position = channel.size();
            byte[] rest = {};
            while (position > 0 && steps.size() < most) {
                int length = (int) Math.min(BLOCK, position);
                position -= length;
                ByteBuffer block = ByteBuffer.allocate(length + rest.length);
                block.limit(length);
                while (block.hasRemaining() && channel.read(block, position + block.position()) > 0) {
                    // until the block is full
                    continue;
                }
                block.limit(block.capacity());
                block.position(length);
                block.put(rest);
                rest = lines(block.array(), position == 0);
            }
        } catch (NoSuchFileException none) {
            LOG.debug("No {} yet", file, none);
        } catch (IOException e) {
            LOG.warn("{} cannot be read, so what it tells is missing from the history: {}", file, e.getMessage());
        }
    }

    /** Takes the lines of a block from the last to the first. @return what comes before its first whole line */
    private byte[] lines(byte[] block, boolean first) {
        int end = block.length;
        for (int i = block.length - 1; i >= 0 && steps.size() < most; i--) {
            if (block[i] == '\n') {
                take(new String(block, i + 1, end - i - 1, StandardCharsets.UTF_8));
                end = i;
            }
        }
        if (first && steps.size() < most) {
            take(new String(block, 0, end, StandardCharsets.UTF_8));
        }
        return end > LONGEST_LINE ? new byte[0] : Arrays.copyOf(block, end);
    }

    private void take(String line) {
        if (!line.isEmpty() && line.contains(mark)) {
            Json.object(line.getBytes(StandardCharsets.UTF_8))
                    .flatMap(History::step)
                    .filter(step -> module == null || module.equals(step.module()))
                    .ifPresent(steps::addFirst);
        }
    }

    private static Optional<ModuleStep> step(Map<?, ?> line) {
        if (line.get("ts") instanceof String ts
                && line.get("event") instanceof String step
                && line.get("module") instanceof String name) {
            Map<String, Object> extras = new LinkedHashMap<>();
            line.forEach((key, value) -> extras.put((String) key, value));
            extras.keySet().removeAll(List.of("ts", "event", "module", "incarnation"));
            long run = line.get("incarnation") instanceof Number number ? number.longValue() : 0;
            try {
                Instant at = OffsetDateTime.parse(ts).toInstant();
                return Optional.of(new ModuleStep(at, step, name, run, extras));
            } catch (DateTimeException notOurs) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
