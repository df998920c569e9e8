package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
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

    /** Both kinds of bystander wish for a package that is not there: one that the features service manages, and one dropped as a jar. */
    @Test
    public void karAndFeatureRestartNobodyEvenWithAForeignOptionalImport() throws Exception {
        Map<String, String> wish = Map.of("Import-Package", "org.example.gift;resolution:=optional");
        Path jar = Jars.bundle(osprey.home.resolve("deploy/wisher.jar"), named("org.example.wisher", wish));
        Path wisher = kar("wisher-kar", named("org.example.wisher-kar", wish));
        Path gift = null;
        try {
            Await.until("the wishers are active", () -> active("org.example.wisher", "org.example.wisher-kar"));
            try (Restarts restarts = new Restarts(context)) {
                gift = kar(
                        "gift",
                        named("org.example.gift", Map.of("Export-Package", "org.example.gift;version=1")),
                        named("org.example.gift-too", Map.of("Export-Package", "org.example.gift_too;version=1")));
                Await.until("the KAR is installed", () -> active("org.example.gift"));
                features.installFeature("gift-too");
                Await.until("its other feature too", () -> active("org.example.gift-too"));
                assertEquals(java.util.List.of(), restarts.except(s -> s.startsWith("org.example.gift")));
            }
        } finally {
            if (gift != null) {
                Files.delete(gift);
            }
            Files.delete(wisher);
            Files.delete(jar);
            Await.until("all is gone", () -> gone("org.example.gift", "org.example.wisher", "org.example.wisher-kar"));
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

    private static Map<String, String> named(String symbolicName, Map<String, String> headers) {
        Map<String, String> result = new LinkedHashMap<>(headers);
        result.put("Bundle-SymbolicName", symbolicName);
        result.put("Bundle-Version", "1.0.0");
        return result;
    }

    /** A KAR with a feature for each bundle, called as the bundle without its prefix; only the first is installed by itself. */
    @SafeVarargs
    private Path kar(String name, Map<String, String>... bundles) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", Jars.utf8("Manifest-Version: 1.0\nKaraf-Feature-Start: true\n\n"));
        StringBuilder xml = new StringBuilder(
                "<features name=\"" + name + "\" xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\">");
        for (Map<String, String> headers : bundles) {
            String artifact = headers.get("Bundle-SymbolicName").substring("org.example.".length());
            Path bundle = Jars.bundle(osprey.home.resolve("tmp/" + artifact + ".jar"), headers);
            entries.put(
                    "repository/org/example/" + artifact + "/1.0.0/" + artifact + "-1.0.0.jar",
                    Files.readAllBytes(bundle));
            Files.delete(bundle);
            xml.append("<feature name=\"" + artifact + "\" version=\"1.0.0\""
                    + (headers == bundles[0] ? "" : " install=\"manual\"")
                    + "><bundle>mvn:org.example/" + artifact + "/1.0.0</bundle></feature>");
        }
        entries.put(
                "repository/org/example/" + name + "/1.0.0/" + name + "-1.0.0-features.xml",
                Jars.utf8(xml + "</features>"));
        return Jars.zip(osprey.home.resolve("deploy/" + name + ".kar"), entries);
    }

    private boolean active(String... symbolicNames) {
        return Stream.of(symbolicNames).allMatch(name -> state(name) == Bundle.ACTIVE);
    }

    private boolean gone(String... symbolicNames) {
        return Stream.of(symbolicNames).allMatch(name -> state(name) == 0);
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
