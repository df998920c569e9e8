package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** What is dropped in is there at once and goes without a trace, and no bundle that has nothing to do with it restarts. */
public class HotDeployIT extends Container {

    private static final String HELLO = "dev.osprey.examples.hello-tool";

    @Inject
    private FeaturesService features;

    @Test
    public void droppedToolIsCallableAndGoneWhenItsJarIsDeleted() throws Exception {
        Path jar = osprey.home.resolve("deploy/hello-tool.jar");
        try (HubClient hub = new HubClient(osprey, osprey.token).subscribe("tool.*");
                Restarts restarts = new Restarts(context)) {
            assertEquals(
                    404,
                    osprey.post("/api/v1/tools/hello.greet", osprey.token, "{\"name\":\"Ada\"}")
                            .statusCode());
            Files.copy(example(), jar);
            hub.awaitEvent("tool.added", d -> d.path("name").asText().equals("hello.greet"));
            assertTrue(
                    osprey.call("hello.greet", "{\"name\":\"Ada\"}").toString().contains("Ada"));
            assertEquals(200, osprey.get("/get/" + HELLO + ".module_type").statusCode());
            Files.delete(jar);
            hub.awaitEvent("tool.removed", d -> d.path("name").asText().equals("hello.greet"));
            assertEquals(
                    404,
                    osprey.post("/api/v1/tools/hello.greet", osprey.token, "{\"name\":\"Ada\"}")
                            .statusCode());
            Await.until(
                    "the entry is gone",
                    () -> osprey.get("/get/" + HELLO + ".module_type").statusCode() == 404);
            assertEquals(java.util.List.of(), restarts.except(HELLO::equals));
        } finally {
            Files.deleteIfExists(jar);
        }
    }

    @Test
    public void karAndFeatureRestartNobodyEvenWithAForeignOptionalImport() throws Exception {
        Path wisher = Jars.bundle(
                osprey.home.resolve("deploy/wisher.jar"),
                Map.of(
                        "Bundle-SymbolicName", "org.example.wisher",
                        "Bundle-Version", "1.0.0",
                        "Import-Package", "org.example.gift;resolution:=optional"));
        Path kar = null;
        try {
            Await.until("the wisher is active", () -> state("org.example.wisher") == Bundle.ACTIVE);
            try (Restarts restarts = new Restarts(context)) {
                kar = kar("gift", "org.example.gift");
                Await.until("the KAR is installed", () -> state("org.example.gift") == Bundle.ACTIVE);
                features.installFeature("gift-too");
                Await.until("its other feature too", () -> state("org.example.gift-too") == Bundle.ACTIVE);
                assertEquals(java.util.List.of(), restarts.except(s -> s.startsWith("org.example.gift")));
            }
        } finally {
            if (kar != null) {
                Files.delete(kar);
            }
            Files.delete(wisher);
            Await.until("all is gone", () -> state("org.example.gift") + state("org.example.wisher") == 0);
        }
    }

    @Test
    public void brokenJarIsLeftAloneAndTheNextOneStillWorks() throws IOException {
        Path broken = osprey.home.resolve("deploy/broken.jar");
        Files.write(broken, new byte[] {1, 2, 3});
        Path good = Jars.bundle(
                osprey.home.resolve("deploy/good.jar"),
                Map.of("Bundle-SymbolicName", "org.example.good", "Bundle-Version", "1.0.0"));
        try {
            Await.until("the good one is active", () -> state("org.example.good") == Bundle.ACTIVE);
            assertFalse(osprey.get("/api/v1/tools").body().isEmpty());
        } finally {
            Files.delete(broken);
            Files.delete(good);
            Await.until("it is gone", () -> state("org.example.good") == 0);
        }
    }

    /** A KAR with two features, each with one bundle that exports a package of its name. */
    private Path kar(String name, String symbolicName) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", Jars.utf8("Manifest-Version: 1.0\nKaraf-Feature-Start: true\n\n"));
        StringBuilder xml = new StringBuilder(
                "<features name=\"" + name + "\" xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\">");
        for (String suffix : new String[] {"", "-too"}) {
            Path bundle = Jars.bundle(
                    osprey.home.resolve("tmp/" + symbolicName + suffix + ".jar"),
                    Map.of(
                            "Bundle-SymbolicName", symbolicName + suffix,
                            "Bundle-Version", "1.0.0",
                            "Export-Package", (symbolicName + suffix).replace("-", "_") + ";version=1"));
            String artifact = name + suffix;
            entries.put(
                    "repository/org/example/" + artifact + "/1.0.0/" + artifact + "-1.0.0.jar",
                    Files.readAllBytes(bundle));
            Files.delete(bundle);
            xml.append("<feature name=\"" + artifact + "\" version=\"1.0.0\""
                    + (suffix.isEmpty() ? "" : " install=\"manual\"") + "><bundle>mvn:org.example/" + artifact
                    + "/1.0.0</bundle></feature>");
        }
        entries.put(
                "repository/org/example/" + name + "/1.0.0/" + name + "-1.0.0-features.xml",
                Jars.utf8(xml + "</features>"));
        return Jars.zip(osprey.home.resolve("deploy/" + name + ".kar"), entries);
    }

    private int state(String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle.getState();
            }
        }
        return 0;
    }

    private static Path example() {
        return Path.of(System.getProperty("osprey.root"), "examples/hello-tool/target/hello-tool-0.1.0-SNAPSHOT.jar");
    }
}
