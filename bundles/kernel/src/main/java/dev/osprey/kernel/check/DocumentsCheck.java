package dev.osprey.kernel.check;

import dev.osprey.store.DocumentException;
import dev.osprey.store.Documents;
import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads every stored document. */
@Component
public final class DocumentsCheck implements Check {

    private static final String NAME = "kernel.documents";

    private final Documents documents;

    @Activate
    public DocumentsCheck(@Reference Documents documents) {
        this.documents = documents;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        List<String> names = documents.names("");
        for (String name : names) {
            try {
                documents.read(name);
            } catch (DocumentException damaged) {
                findings.add(new Finding(
                        NAME,
                        Finding.Level.FAIL,
                        damaged.getMessage(),
                        "Restore data/documents/" + name
                                + ".doc from a backup or move it away, then start Osprey again"));
            }
        }
        if (findings.isEmpty()) {
            findings.add(
                    new Finding(NAME, Finding.Level.OK, "All " + names.size() + " stored documents can be read", null));
        }
        return findings;
    }
}
