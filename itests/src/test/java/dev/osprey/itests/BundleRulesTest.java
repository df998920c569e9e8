package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Test;

/** Who may import whom, read from the manifests of the bundles that were built. */
public class BundleRulesTest {

    /** Package prefix to the only bundles that may import it. */
    private static final Map<String, Set<String>> ONLY = Map.of(
            "io.netty", Set.of("hub", "ipc"),
            "com.sun.jna", Set.of("process"),
            "org.apache.karaf", Set.of("shell"),
            "javax.sql", Set.of("store"),
            "org.bouncycastle", Set.of("tls"),
            "org.eclipse.jetty", Set.of("web"),
            "javax.servlet", Set.of("web", "mcp"));

    private final Map<String, File> jars = new TreeMap<>();

    @Before
    public void findBundles() {
        File bundles = new File(System.getProperty("osprey.root", ".."), "bundles");
        for (File folder : list(bundles)) {
            for (File jar : list(new File(folder, "target"))) {
                if (jar.getName()
                        .matches(Pattern.quote(folder.getName()) + "-[0-9].*(?<!sources|tests|javadoc)\\.jar")) {
                    jars.put(folder.getName(), jar);
                }
            }
        }
        assertFalse("bundles are built", jars.isEmpty());
    }

    @Test
    public void onlyTheApiExports() throws IOException {
        for (String name : jars.keySet()) {
            if (!name.equals("api")) {
                assertEquals(name + " exports", Set.of(), packages(name, "Export-Package"));
            }
        }
    }

    @Test
    public void bundlesMeetOnlyThroughTheApi() throws IOException {
        Set<String> api = packages("api", "Export-Package");
        List<String> wrong = new ArrayList<>();
        for (String name : jars.keySet()) {
            for (String imported : packages(name, "Import-Package")) {
                if (imported.startsWith("dev.osprey.") && !api.contains(imported)) {
                    wrong.add(name + " imports " + imported);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    public void theApiImportsNothingButTheJdkOsgiAndItself() throws IOException {
        for (String imported : packages("api", "Import-Package")) {
            assertEquals(
                    imported,
                    true,
                    imported.startsWith("dev.osprey.")
                            || imported.startsWith("org.osgi.")
                            || imported.startsWith("javax.net."));
        }
    }

    @Test
    public void librariesStayWithTheirOwner() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String name : jars.keySet()) {
            for (String imported : packages(name, "Import-Package")) {
                ONLY.forEach((prefix, owners) -> {
                    if ((imported + ".").startsWith(prefix + ".") && !owners.contains(name)) {
                        wrong.add(name + " imports " + imported);
                    }
                });
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    public void onlyProcessStartsProcesses() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String name : jars.keySet()) {
            if (name.equals("process")) {
                continue;
            }
            try (JarFile jar = new JarFile(jars.get(name))) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (entry.getName().startsWith("dev/osprey/")
                            && entry.getName().endsWith(".class")
                            && text(jar, entry).contains("java/lang/ProcessBuilder")) {
                        wrong.add(name + ": " + entry.getName());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    public void manifestsTellNothingOfTheMachineThatBuiltThem() throws IOException {
        for (String name : jars.keySet()) {
            for (String header : List.of("Bnd-LastModified", "Built-By", "Build-Jdk", "Created-By", "Tool")) {
                assertEquals(name + " " + header, null, header(name, header));
            }
        }
    }

    private Set<String> packages(String name, String header) throws IOException {
        String value = header(name, header);
        Set<String> result = new TreeSet<>();
        if (value != null) {
            Matcher clause = Pattern.compile("(?:^|,)\\s*([A-Za-z_][\\w.]*)(?=[;,]|$)")
                    .matcher(value.replaceAll("\"[^\"]*\"", "\"\""));
            while (clause.find()) {
                result.add(clause.group(1));
            }
        }
        return result;
    }

    private String header(String name, String header) throws IOException {
        try (JarFile jar = new JarFile(jars.get(name))) {
            return jar.getManifest().getMainAttributes().getValue(header);
        }
    }

    private static String text(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static File[] list(File folder) {
        File[] files = folder.listFiles();
        return files == null ? new File[0] : files;
    }
}
