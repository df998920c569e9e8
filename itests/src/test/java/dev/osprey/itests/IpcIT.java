package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** The kernel's socket, as clients meet it that others wrote for Kairo. */
public class IpcIT extends Container {

    private final Path root = Path.of(System.getProperty("osprey.root"));
    private final Path scripts = root.resolve("itests/src/test/resources/ipc");

    private Path socket() {
        return Path.of(osprey.endpoints.get("ipc").asText());
    }

    @Test
    public void itsAddressIsToldAndItIsItsOwnersAlone() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())));
    }

    @Test
    public void aClientInNodeFindsWhatKairoOffersAndTheTools() {
        Path modules = root.resolve("itests/target/ipc");
        assumeTrue(
                "Left out: msgpackr is not there; run itests/prepare on a host with npm and the network",
                Files.isDirectory(modules.resolve("node_modules/msgpackr")));
        run(List.of("node", script("kairo.mjs"), socket().toString(), modules.toString(), osprey.token), 34);
    }

    @Test
    public void aClientInPythonFindsWhatKairoOffersAndTheTools() {
        run(List.of(python(), script("kairo.py"), socket().toString(), osprey.token), 22);
    }

    private static void run(List<String> command, int atLeast) {
        try (ClientProcess client = new ClientProcess(command.get(1), command)) {
            JsonNode result = client.result();
            assertEquals("[]", result.path("failed").toString());
            assertTrue(result.toString(), result.path("passed").asInt() >= atLeast);
        }
    }

    private static String python() {
        return Stream.of("python3", "/usr/bin/python3")
                .filter(each -> ClientProcess.works(each, "-c", "import msgpack"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("python3-msgpack is missing; run itests/prepare as root"));
    }

    private String script(String name) {
        return scripts.resolve(name).toString();
    }
}
