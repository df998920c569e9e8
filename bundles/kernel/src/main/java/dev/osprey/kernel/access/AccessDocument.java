package dev.osprey.kernel.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osprey.store.Document;
import dev.osprey.store.DocumentException;
import dev.osprey.store.Documents;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON document with this package as its only writer. If it cannot be read, it counts as empty and is not written either:
 * access is denied rather than guessed, and what can still be saved of it is not overwritten. Not threadsafe.
 */
final class AccessDocument<T> {

    private static final Logger LOG = LoggerFactory.getLogger(AccessDocument.class);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Documents documents;
    private final String name;
    private final TypeReference<T> type;
    private long version;
    private RuntimeException broken;

    AccessDocument(Documents documents, String name, TypeReference<T> type) {
        this.documents = documents;
        this.name = name;
        this.type = type;
    }

    /** Reads it; empty if there is none or it cannot be used, which the log explains. */
    Optional<T> load() {
        try {
            Optional<Document> stored = documents.read(name);
            version = stored.map(Document::version).orElse(0L);
            return stored.isEmpty()
                    ? Optional.empty()
                    : Optional.of(JSON.readValue(stored.get().content(), type));
        } catch (DocumentException e) {
            broken = e;
        } catch (IOException e) {
            broken = new DocumentException(
                    "Document " + name + " is not what Osprey writes; restore it from a backup or remove it", e);
        }
        LOG.error("Nothing of document {} is in force until it is mended: {}", name, broken.getMessage());
        return Optional.empty();
    }

    /** @throws DocumentException if it cannot be written; what was there stays */
    void save(T content) {
        if (broken != null) {
            throw new DocumentException(broken.getMessage() + "; then start Osprey again", broken);
        }
        try {
            version = documents
                    .write(name, JSON.writeValueAsBytes(content), version)
                    .version();
        } catch (JsonProcessingException e) {
            throw new DocumentException("Document " + name + " cannot be written as JSON", e);
        }
    }
}
