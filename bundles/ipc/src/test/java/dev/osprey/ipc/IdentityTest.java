package dev.osprey.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.method.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // What is only held open is not looked at.
@Timeout(30)
class IdentityTest {

    @TempDir
    Path folder;

    private static Object result(Map<String, Object> answer) {
        return answer.get("result");
    }

    @Test
    void aProcessOfTheSameUserIsLocal() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            assertEquals(true, ((Map<?, ?>) result(client.call("kernel.ping", Map.of()))).get("pong"));
            Peer peer = socket.opened.get(0);
            assertEquals(Standing.LOCAL, peer.standing());
            assertEquals("local", peer.principal().name());
            assertEquals(ProcessHandle.current().pid(), peer.pid());
        }
    }

    @Test
    void aProcessThatOspreyStartedMayOnlyIdentifyItself() throws IOException {
        try (TestSocket socket = new TestSocket(folder)) {
            socket.processes.holdsAll = true;
            socket.methods.put("echo", (request, answer) -> answer.value(1));
            try (RawClient client = socket.client()) {
                assertEquals(true, ((Map<?, ?>) result(client.call("kernel.ping", Map.of()))).get("pong"));
                assertTrue(((String) client.call("echo", Map.of()).get("error")).contains("call identify"));
                assertTrue(((String)
                                client.call("identify", Map.of("skillId", "x")).get("error"))
                        .contains("its token"));
                assertEquals(List.of(), socket.opened);
                assertEquals(
                        Map.of("status", "identified", "principal", "mod", "role", "module"),
                        result(client.call("identify", Map.of("token", "mod-module"))));
                assertEquals(1L, result(client.call("echo", Map.of())));
                assertEquals("mod", socket.opened.get(0).principal().name());
            }
        }
    }

    @Test
    void aStrangerMustNotSendMuchNorStayLong() throws IOException {
        IpcSettings settings = new IpcSettings(
                "", 1, 16 << 20, 256, 1_024, 4 << 20, Duration.ofSeconds(10), Duration.ofSeconds(1), Set.of());
        try (TestSocket socket = new TestSocket(folder, settings, true)) {
            socket.processes.holdsAll = true;
            try (RawClient large = socket.client();
                    RawClient idle = socket.client()) {
                large.send(RawClient.request(1, "kernel.ping", "x".repeat(70_000)));
                assertTrue(((String) large.next().map().get("error")).endsWith("over the limit of 65536"));
                assertTrue(large.ended());
                assertTrue(idle.ended());
            }
        }
    }

    @Test
    void withoutATokenALocalProcessOnlyGetsAName() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            assertEquals(
                    Map.of("status", "identified"),
                    result(client.call("identify", Map.of("skillId", "weather", "pid", 1))));
            Peer peer = socket.opened.get(0);
            assertEquals(Standing.LOCAL, peer.standing());
            assertEquals("weather", peer.label());
        }
    }

    @Test
    void theThirdWrongTokenEndsTheConnection() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            for (Object wrong : List.of("nonsense", 5, "x".repeat(1_000))) {
                Map<String, Object> answer = client.call("identify", Map.of("runtimeToken", wrong));
                assertEquals("Token refused", answer.get("error"));
                assertNull(answer.get("code"), "who is not identified gets the text only");
            }
            assertTrue(client.ended());
            assertEquals(3, socket.access.audit.size());
            assertTrue(socket.access.audit.get(0).startsWith("local ipc identify process "));
        }
    }

    @Test
    void anIdentifiedPeerGetsCodeAndRemedy() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            client.call("identify", Map.of("token", "ann-admin"));
            Map<String, Object> answer = client.call("no.such", null);
            assertEquals(List.of("id", "result", "error", "code", "remedy"), List.copyOf(answer.keySet()));
            assertEquals("not_found", answer.get("code"));
            assertEquals("Unknown method: no.such", answer.get("error"));
        }
    }

    @Test
    void theConnectionEndsWithItsToken() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client();
                RawClient local = socket.client()) {
            client.call("identify", Map.of("token", "mod-module"));
            local.call("kernel.ping", null);
            socket.access.onRevoked(socket.table::end);
            socket.access.revoke("mod");
            assertTrue(client.ended());
            assertEquals("c", local.call("kernel.ping", null).get("id"));
        }
    }

    @Test
    void aTokenThatEndsWhileItIsShownDoesNotStay() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            socket.access.invalid = true;
            client.call("identify", Map.of("token", "mod-module"));
            assertTrue(client.ended());
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws IOException {
        IpcSettings settings = new IpcSettings(
                "", 1, 16 << 20, 1, 1_024, 4 << 20, Duration.ofSeconds(10), Duration.ofSeconds(30), Set.of());
        try (TestSocket socket = new TestSocket(folder, settings, true);
                RawClient first = socket.client()) {
            first.call("kernel.ping", null);
            try (RawClient second = socket.client()) {
                assertTrue(second.ended());
            }
            assertEquals("c", first.call("kernel.ping", null).get("id"));
        }
    }
}
