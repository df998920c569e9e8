package dev.osprey.kernel.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.kernel.store.FileDocuments;
import dev.osprey.kernel.system.Homes;
import dev.osprey.store.Documents;
import dev.osprey.system.Finding;
import dev.osprey.system.Finding.Level;
import dev.osprey.system.Home;
import dev.osprey.system.Readiness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

    @TempDir
    Path folder;

    @Test
    void aDamagedDocumentIsNamed() throws IOException {
        Home home = Homes.in(folder);
        Documents documents = new FileDocuments(home);
        documents.write("tokens", "{}".getBytes(StandardCharsets.UTF_8), 0);
        documents.write("launcher/states", "{}".getBytes(StandardCharsets.UTF_8), 0);
        assertEquals(Level.OK, new DocumentsCheck(documents).look().get(0).level());
        Files.writeString(folder.resolve("data/documents/launcher/states.doc"), "x");
        List<Finding> findings = new DocumentsCheck(documents).look();
        assertEquals(1, findings.size());
        assertEquals(Level.FAIL, findings.get(0).level());
        assertTrue(findings.get(0).remedy().contains("data/documents/launcher/states.doc"));
    }

    @Test
    void configurationThatWaitsToBeMergedIsNamed() throws IOException {
        ConfigurationCheck check = new ConfigurationCheck(Homes.in(folder));
        assertEquals(Level.OK, check.look().get(0).level());
        Files.writeString(folder.resolve("etc/dev.osprey.hub.cfg.new"), "x");
        assertEquals(Level.WARN, check.look().get(0).level());
        assertTrue(check.look().get(0).found().contains("etc/dev.osprey.hub.cfg was edited"));
    }

    @Test
    void whatIsNotReadyIsSaid() {
        Readiness half = new Readiness() {
            @Override
            public List<String> missing() {
                return List.of("the endpoint hub is not open");
            }

            @Override
            public long uptimeMillis() {
                return 1;
            }
        };
        Finding finding = new ReadinessCheck(half).look().get(0);
        assertEquals(Level.FAIL, finding.level());
        assertEquals("Osprey is not ready: the endpoint hub is not open", finding.found());
    }
}
