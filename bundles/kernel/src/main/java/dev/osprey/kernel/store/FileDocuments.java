package dev.osprey.kernel.store;

import dev.osprey.store.Document;
import dev.osprey.store.Documents;
import dev.osprey.system.Home;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the documents below {@code data/documents}. */
@Component(immediate = true)
public final class FileDocuments implements Documents {

    private final Documents files;

    @Activate
    public FileDocuments(@Reference Home home) {
        files = new DocumentFiles(home.data().resolve("documents"));
    }

    @Override
    public Optional<Document> read(String name) {
        return files.read(name);
    }

    @Override
    public Document write(String name, byte[] content, long expectedVersion) {
        return files.write(name, content, expectedVersion);
    }

    @Override
    public boolean delete(String name) {
        return files.delete(name);
    }

    @Override
    public List<String> names(String prefix) {
        return files.names(prefix);
    }
}
