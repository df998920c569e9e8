package dev.osprey.ipc.kairo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.process.Limits;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Sandbox;
import dev.osprey.process.Sandbox.Network;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpawnOptionsTest {

    private final SpawnOptions options = new SpawnOptions(Path.of("/usual"));

    private ProcessSpec spec(Object given) {
        return options.spec("a", List.of("true"), given);
    }

    private String refused(Map<String, Object> given) {
        return assertThrows(IllegalArgumentException.class, () -> spec(given)).getMessage();
    }

    @Test
    void withoutOptionsNothingIsLimitedAndTheOwnerIsLocal() {
        for (Object none : Arrays.asList(null, "text", Map.of())) {
            ProcessSpec spec = spec(none);
            assertEquals(Path.of("/usual"), spec.folder());
            assertEquals("local", spec.owner());
            assertEquals(Limits.NONE, spec.limits());
            assertNull(spec.sandbox());
        }
    }

    @Test
    void limitsAreInPercentAndMebibytesAndMustBeHeld() {
        Limits limits =
                spec(Map.of("limits", Map.of("cpu", 12.5, "memory", 64L))).limits();
        assertEquals(13, limits.cpuPercent());
        assertEquals(64L << 20, limits.memoryBytes());
        assertTrue(limits.strict());
        assertTrue(refused(Map.of("limits", Map.of("memory", -1))).startsWith("limits.memory is -1"));
        assertEquals(Limits.NONE, spec(Map.of("limits", Map.of())).limits());
    }

    @Test
    void aSandboxHasWhatKairoNamesAndNoNetworkUnlessItIsSaid() {
        Sandbox sandbox = spec(Map.of(
                        "cwd",
                        "below",
                        "sandbox",
                        Map.of(
                                "network", Map.of("allowedDomains", List.of(), "deniedDomains", List.of("a.b")),
                                "filesystem",
                                        Map.of(
                                                "allowWrite", List.of("out", "/var/x"),
                                                "denyRead", List.of("/home"),
                                                "denyWrite", List.of("/etc")))))
                .sandbox();
        assertEquals(List.of(Path.of("/usual/below/out"), Path.of("/var/x")), sandbox.writable());
        assertEquals(List.of(Path.of("/home")), sandbox.hidden());
        assertEquals(Network.NONE, sandbox.network());
        assertTrue(sandbox.seccomp());
        assertEquals(
                Network.FULL,
                spec(Map.of("sandbox", Map.of("network", "full"))).sandbox().network());
        assertEquals(
                Network.LOOPBACK,
                spec(Map.of("sandbox", Map.of("network", Map.of("allowLocalBinding", true))))
                        .sandbox()
                        .network());
    }

    @Test
    void whatCannotBeKeptIsRefused() {
        assertTrue(refused(Map.of("sandbox", Map.of("network", Map.of("allowedDomains", List.of("a.b")))))
                .startsWith("sandbox.network.allowedDomains is not supported"));
        assertTrue(refused(Map.of("sandbox", Map.of("network", "some"))).startsWith("sandbox.network some"));
        assertEquals(
                "sandbox.network.httpProxyPort is not supported",
                refused(Map.of("sandbox", Map.of("network", Map.of("httpProxyPort", 3128)))));
        assertTrue(refused(Map.of(
                        "sandbox",
                        Map.of("filesystem", Map.of("allowWrite", List.of("/var"), "denyWrite", List.of("/var/keep")))))
                .startsWith("sandbox.filesystem.denyWrite has /var/keep"));
        assertEquals("sandbox must be an object", refused(Map.of("sandbox", "yes")));
    }
}
