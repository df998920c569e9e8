package dev.osprey.launcher.place;

import dev.osprey.launcher.json.Json;
import dev.osprey.module.ModuleState;
import dev.osprey.store.Document;
import dev.osprey.store.DocumentConflictException;
import dev.osprey.store.DocumentException;
import dev.osprey.store.Documents;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * States that people chose in place of the manifest's, in one document; the module's own files stay as they came. They are read once and
 * kept; a change is written before it counts. Thread-safe.
 */
public final class Overrides {

    static final String DOCUMENT = "modules/overrides";

    private static final Logger LOG = LoggerFactory.getLogger(Overrides.class);
    private static final int ATTEMPTS = 3;

    private final Documents documents;
    private final Clock clock;
    // guarded by this
    private Map<String, Chosen> known;

    /**
     * One of them.
     *
     * @param by who chose it, or null
     * @param at when, or null
     */
    public record Chosen(ModuleState state, String by, Instant at) {}

    public Overrides(Documents documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    public ModuleState of(String module, ModuleState otherwise) {
        return find(module).map(Chosen::state).orElse(otherwise);
    }

    /** What was chosen for it. */
    public synchronized Optional<Chosen> find(String module) {
        if (known == null) {
            known = read().map(Overrides::states).orElseGet(Map::of);
        }
        return Optional.ofNullable(known.get(module));
    }

    /** @param by who wants it, or null */
    public void put(String module, ModuleState state, String by) {
        change(chosen -> chosen.put(module, new Chosen(state, by, clock.instant())));
    }

    /** The manifest's counts again. */
    public void clear(String module) {
        change(chosen -> chosen.remove(module));
    }

    private synchronized void change(Consumer<Map<String, Chosen>> change) {
        for (int attempt = 1; ; attempt++) {
            Optional<Document> stored = read();
            Map<String, Chosen> next =
                    new TreeMap<>(stored.map(Overrides::states).orElseGet(Map::of));
            change.accept(next);
            try {
                documents.write(
                        DOCUMENT, text(next), stored.map(Document::version).orElse(0L));
                known = next;
                return;
            } catch (DocumentConflictException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Optional<Document> read() {
        try {
            return documents.read(DOCUMENT);
        } catch (DocumentException e) {
            LOG.warn("The states in document {} cannot be read, manifests decide: {}", DOCUMENT, e.getMessage());
            return Optional.empty();
        }
    }

    private static byte[] text(Map<String, Chosen> chosen) {
        Map<String, Object> all = new LinkedHashMap<>();
        chosen.forEach((module, one) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("state", one.state().name().toLowerCase(Locale.ROOT));
            if (one.by() != null) {
                fields.put("by", one.by());
            }
            if (one.at() != null) {
                fields.put("at", one.at().toString());
            }
            all.put(module, fields);
        });
        return Json.write(all).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Chosen> states(Document stored) {
        Map<String, Chosen> states = new TreeMap<>();
        Json.object(stored.content())
                .orElseGet(() -> {
                    LOG.warn("Document {} is not a JSON object; manifests decide", DOCUMENT);
                    return Map.of();
                })
                .forEach((name, value) -> {
                    try {
                        states.put((String) name, chosen(value));
                    } catch (IllegalArgumentException | DateTimeParseException e) {
                        LOG.warn("Document {} gives {} the state {}; its manifest decides", DOCUMENT, name, value);
                    }
                });
        return states;
    }

    /** A text is how the first versions wrote it. */
    private static Chosen chosen(Object value) {
        Map<?, ?> fields = value instanceof Map<?, ?> map ? map : Map.of("state", String.valueOf(value));
        ModuleState state =
                ModuleState.valueOf(String.valueOf(fields.get("state")).toUpperCase(Locale.ROOT));
        String by = fields.get("by") instanceof String text ? text : null;
        Instant at = fields.get("at") instanceof String text ? Instant.parse(text) : null;
        return new Chosen(state, by, at);
    }
}
