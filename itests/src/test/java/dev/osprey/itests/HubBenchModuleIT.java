package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The manual module that measures the hub: started, it leaves one file of results and finds nothing wrong. */
public class HubBenchModuleIT extends Container {

    private static final String NAME = "event_hub_bench";

    private Path folder;

    @Before
    public void dropIn() throws IOException {
        folder = Files.createDirectories(osprey.home.resolve("modules/" + NAME));
        Path example = Path.of(System.getProperty("osprey.root"), "examples/" + NAME);
        for (String file : new String[] {"hub.py", "main.py", "module.md"}) {
            Files.copy(example.resolve(file), folder.resolve(file));
        }
        Await.until("listed", () -> phase().equals("stopped"));
    }

    @After
    public void takeOut() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(f -> f.toFile().delete());
        }
        Await.until("the module is forgotten", () -> phase().isEmpty());
    }

    @Test
    public void oneRunLeavesOneFileWithoutFaults() throws IOException {
        try (HubClient hub = new HubClient(osprey, osprey.token).subscribe(NAME + ".done")) {
            osprey.call("module.start", "{\"name\":\"" + NAME + "\"}");
            JsonNode[] done = new JsonNode[1];
            Await.until("the run is over", Duration.ofSeconds(120), () -> {
                done[0] = hub.heard().stream()
                        .filter(n -> HubClient.is(n, "event", NAME + ".done"))
                        .findFirst()
                        .orElse(null);
                return done[0] != null;
            });
            Path file = Path.of(done[0].at("/data/file").asText());
            JsonNode result = Osprey.json(Files.readString(file));
            assertEquals(result.toPrettyString(), 0, result.path("faults").asInt());
            for (JsonNode shape : result.path("throughput")) {
                assertTrue(shape.toString(), shape.path("delivered_per_second").asLong() > 0);
            }
            assertTrue(result.at("/latency/p99_us").asLong() > 0);
            assertEquals(100, result.at("/duplicates/delivered").asInt());
            try (Stream<Path> files = Files.list(file.getParent())) {
                assertEquals(1, files.count());
            }
        }
        osprey.call("module.stop", "{\"name\":\"" + NAME + "\"}");
        assertEquals("stopped", phase());
    }

    private String phase() {
        for (JsonNode module : osprey.call("module.list", "{}")) {
            if (module.path("name").asText().equals(NAME)) {
                return module.path("phase").asText().toLowerCase(java.util.Locale.ROOT);
            }
        }
        return "";
    }
}
