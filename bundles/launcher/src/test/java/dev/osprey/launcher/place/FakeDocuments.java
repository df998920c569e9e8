package dev.osprey.launcher.place;

import dev.osprey.store.Document;
import dev.osprey.store.DocumentConflictException;
import dev.osprey.store.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Documents in memory. */
class FakeDocuments implements Documents {

    final Map<String, Document> documents = new ConcurrentSkipListMap<>();

    @Override
    public Optional<Document> read(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    @Override
    public synchronized Document write(String name, byte[] content, long expectedVersion) {
        long version = read(name).map(Document::version).orElse(0L);
        if (version != expectedVersion) {
            throw new DocumentConflictException(name + " has version " + version);
        }
        Document document = new Document(name, version + 1, content);
        documents.put(name, document);
        return document;
    }

    @Override
    public boolean delete(String name) {
        return documents.remove(name) != null;
    }

    @Override
    public List<String> names(String prefix) {
        return documents.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
