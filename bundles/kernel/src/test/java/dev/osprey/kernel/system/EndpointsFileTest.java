package dev.osprey.kernel.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.system.Endpoint;
import dev.osprey.system.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsFileTest {

    private static final Endpoint HTTP = new Endpoint("http", "http://127.0.0.1:8181");
    private static final Endpoint HUB = new Endpoint("hub", "ws://127.0.0.1:8182/ws");

    @TempDir
    Path folder;

    private Home home;
    private Path file;
    private EndpointsFile endpoints;

    @BeforeEach
    void start() throws IOException {
        home = Homes.in(folder);
        file = home.run().resolve("endpoints.json");
        Files.writeString(file, "left by a kill");
        endpoints = new EndpointsFile(home, "1.2.3", new LinkedHashSet<>(List.of("http", "hub")));
    }

    private JsonNode read() throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(file));
    }

    @Test
    void aFileOfAnEarlierRunIsRemoved() {
        assertFalse(Files.exists(file));
    }

    @Test
    void isWrittenOnceAllRequiredEndpointsAreOpen() throws IOException {
        endpoints.add(HTTP);
        assertFalse(Files.exists(file));
        assertEquals(List.of("hub"), endpoints.missing());
        endpoints.add(HUB);
        assertEquals(List.of(), endpoints.missing());
        JsonNode written = read();
        assertEquals("http://127.0.0.1:8181", written.path("http").asText());
        assertEquals("ws://127.0.0.1:8182/ws", written.path("hub").asText());
        assertEquals(ProcessHandle.current().pid(), written.path("pid").asLong());
        assertEquals(home.deploy().toString(), written.path("deploy").asText());
        assertEquals(home.modules().toString(), written.path("modules").asText());
        assertEquals(home.root().toString(), written.path("home").asText());
        assertEquals("1.2.3", written.path("version").asText());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void followsChangesAndTheOlderOfTwoCounts() throws IOException {
        endpoints.add(HTTP);
        endpoints.add(HUB);
        endpoints.add(new Endpoint("ssh", "127.0.0.1:8101"));
        endpoints.add(new Endpoint("http", "http://127.0.0.1:9999"));
        assertEquals("127.0.0.1:8101", read().path("ssh").asText());
        assertEquals("http://127.0.0.1:8181", read().path("http").asText());
        endpoints.remove(HUB);
        assertFalse(read().has("hub"));
        assertEquals(List.of("hub"), endpoints.missing());
    }

    @Test
    void isRemovedAtTheEndAndStaysAway() {
        endpoints.add(new Endpoint("ssh", "127.0.0.1:8101"));
        endpoints.add(HTTP);
        endpoints.add(HUB);
        endpoints.close();
        endpoints.remove(new Endpoint("ssh", "127.0.0.1:8101"));
        assertFalse(Files.exists(file));
    }

    @Test
    void anUnwritableFolderIsNoReasonToFail() throws IOException {
        Home broken = Homes.in(folder.resolve("b"));
        EndpointsFile unwritable = new EndpointsFile(broken, "1", Set.of());
        Files.delete(broken.run());
        unwritable.add(HTTP);
        assertEquals(List.of(), unwritable.missing());
    }
}
