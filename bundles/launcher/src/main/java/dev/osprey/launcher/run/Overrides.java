package dev.osprey.launcher.run;

import dev.osprey.module.ModuleState;
import dev.osprey.store.Document;
import dev.osprey.store.DocumentConflictException;
import dev.osprey.store.DocumentException;
import dev.osprey.store.Documents;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** States that people chose in place of the manifest's, in one document; the module's own files stay as they came. Thread-safe. */
final class Overrides {

    static final String DOCUMENT = "modules/overrides";

    private static final Logger LOG = LoggerFactory.getLogger(Overrides.class);
    private static final int ATTEMPTS = 3;

    private final Documents documents;

    Overrides(Documents documents) {
        this.documents = documents;
    }

    ModuleState of(String module, ModuleState otherwise) {
        return states(read()).getOrDefault(module, otherwise);
    }

    void put(String module, ModuleState state) {
        for (int attempt = 1; ; attempt++) {
            Optional<Document> stored = read();
            Map<String, Object> next = new TreeMap<>(states(stored));
            next.put(module, state);
            next.replaceAll((name, value) -> value.toString().toLowerCase(Locale.ROOT));
            try {
                byte[] content = Json.write(next).getBytes(StandardCharsets.UTF_8);
                documents.write(DOCUMENT, content, stored.map(Document::version).orElse(0L));
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

    private static Map<String, ModuleState> states(Optional<Document> stored) {
        Map<String, ModuleState> states = new TreeMap<>();
        stored.flatMap(document -> Json.object(document.content()))
                .orElse(Map.of())
                .forEach((name, word) -> {
                    try {
                        states.put(
                                (String) name,
                                ModuleState.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT)));
                    } catch (IllegalArgumentException e) {
                        LOG.warn("Document {} gives {} the state {}; its manifest decides", DOCUMENT, name, word);
                    }
                });
        return states;
    }
}
