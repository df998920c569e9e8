package dev.osprey.kernel.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Reads the newest lines, from the end backwards over files, and looks at no more than so many. */
final class TrailReader {

    /** The most lines that one look goes back. */
    static final int MOST_LOOKED_AT = 500_000;

    private static final List<String> FIELDS =
            List.of("seq", "ts", "principal", "role", "door", "action", "resource", "outcome");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final int limit;
    private final Predicate<Map<String, Object>> wanted;
    private final Predicate<Map<String, Object>> tooOld;
    private final BooleanSupplier cancelled;
    private final List<Map<String, Object>> items = new ArrayList<>();
    private int looked;
    private boolean ended;

    TrailReader(
            int limit,
            Predicate<Map<String, Object>> wanted,
            Predicate<Map<String, Object>> tooOld,
            BooleanSupplier cancelled) {
        this.limit = limit;
        this.wanted = wanted;
        this.tooOld = tooOld;
        this.cancelled = cancelled;
    }

    /** The newest lines that are wanted, newest last. */
    List<Map<String, Object>> read(Trail.Snapshot trail) throws IOException {
        if (trail.open() != null) {
            read(new ReverseLines(trail.open(), trail.size()));
        }
        for (int i = trail.full().size() - 1; i >= 0 && !ended; i--) {
            Path full = trail.full().get(i);
            read(new ReverseLines(FileChannel.open(full, StandardOpenOption.READ), Long.MAX_VALUE));
        }
        Collections.reverse(items);
        return items;
    }

    /** Whether it stopped looking before it had enough. */
    boolean gaveUp() {
        return looked >= MOST_LOOKED_AT;
    }

    private void read(ReverseLines lines) throws IOException {
        try (lines) {
            for (byte[] line = lines.next(); line != null && !ended; line = lines.next()) {
                look(line);
                ended |= items.size() >= limit || ++looked >= MOST_LOOKED_AT || cancelled.getAsBoolean();
            }
        }
    }

    private void look(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        Map<String, Object> fields;
        try {
            fields = JSON.readValue(new String(bytes, StandardCharsets.UTF_8), new TypeReference<>() {});
        } catch (JsonProcessingException torn) {
            return;
        }
        Map<String, Object> item = new LinkedHashMap<>();
        FIELDS.forEach(field -> item.put(field, fields.get(field)));
        if (tooOld.test(item)) {
            ended = true;
        } else if (wanted.test(item)) {
            items.add(item);
        }
    }
}
