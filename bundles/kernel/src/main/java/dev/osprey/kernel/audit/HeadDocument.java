package dev.osprey.kernel.audit;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osprey.store.Document;
import dev.osprey.store.DocumentConflictException;
import dev.osprey.store.DocumentException;
import dev.osprey.store.Documents;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The head of the chain, kept apart from the lines so that a trail cut at its end is noticed. Used by one thread at a time. */
final class HeadDocument {

    static final String NAME = "audit-head";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final HexFormat HEX = HexFormat.of();

    private final Documents documents;
    private final Chain chain;
    private final String keyId;
    private long version;
    private String fault;

    HeadDocument(Documents documents, AuditKey key) {
        this.documents = documents;
        this.chain = key.chain();
        this.keyId = key.id();
    }

    /** What was kept last; none if there is nothing, or nothing that this key vouches for. */
    Head load() {
        try {
            Optional<Document> stored = documents.read(NAME);
            version = stored.map(Document::version).orElse(0L);
            return stored.isEmpty() ? Head.NONE : decode(stored.get().content());
        } catch (DocumentException e) {
            fault = e.getMessage();
            return Head.NONE;
        }
    }

    private Head decode(byte[] content) {
        try {
            Map<String, String> fields = JSON.readValue(content, new TypeReference<>() {});
            if (!keyId.equals(fields.get("key"))) {
                return Head.NONE;
            }
            Head head = new Head(
                    Long.parseLong(String.valueOf(fields.get("seq"))),
                    HEX.parseHex(String.valueOf(fields.get("chain"))));
            if (MessageDigest.isEqual(chain.seal(head), HEX.parseHex(String.valueOf(fields.get("seal"))))) {
                return head;
            }
        } catch (IOException | IllegalArgumentException e) {
            fault = "Document " + NAME + " is not what Osprey writes: " + e.getMessage();
            return Head.NONE;
        }
        fault = "Document " + NAME + " was altered";
        return Head.NONE;
    }

    /** Why nothing was loaded though something is there, or null. */
    String fault() {
        return fault;
    }

    /** @throws DocumentException if it cannot be written */
    void save(Head head) {
        Map<String, String> fields = Map.of(
                "seq", Long.toString(head.seq()),
                "chain", HEX.formatHex(head.chain()),
                "key", keyId,
                "seal", HEX.formatHex(chain.seal(head)));
        try {
            byte[] content = JSON.writeValueAsBytes(fields);
            try {
                version = documents.write(NAME, content, version).version();
            } catch (DocumentConflictException changed) {
                version = documents.read(NAME).map(Document::version).orElse(0L);
                version = documents.write(NAME, content, version).version();
            }
        } catch (IOException e) {
            throw new DocumentException("Document " + NAME + " cannot be written as JSON", e);
        }
    }
}
