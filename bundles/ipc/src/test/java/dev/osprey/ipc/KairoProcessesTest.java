package dev.osprey.ipc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.ipc.RawClient.Frame;
import dev.osprey.ipc.wire.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KairoProcessesTest {

    @TempDir
    Path folder;

    private DeskSocket socket;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        socket = new DeskSocket(folder);
        client = socket.local();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        socket.close();
    }

    private Object result(String method, Object params) throws IOException {
        Map<String, Object> answer = DeskSocket.ask(client, method, params);
        assertNull(answer.get("error"), answer.toString());
        return answer.get("result");
    }

    private String error(String method, Object params) throws IOException {
        Map<String, Object> answer = DeskSocket.ask(client, method, params);
        assertEquals(List.of("id", "result", "error"), List.copyOf(answer.keySet()));
        return (String) answer.get("error");
    }

    private void spawn(String id, Object... argv) throws IOException {
        assertEquals(
                Map.of("status", "spawned", "id", id),
                result("process.spawn", Map.of("id", id, "command", List.of(argv))));
    }

    /** All that is pushed until the process ends, as {@code stdout:…}, {@code exit:code}. */
    private static List<String> untilExit(RawClient from) throws IOException {
        List<String> seen = new ArrayList<>();
        while (true) {
            Frame frame = from.next();
            Map<String, Object> map = frame.map();
            if (frame.type() == Frames.CHUNK) {
                seen.add(map.get("stream") + ":" + new String((byte[]) map.get("data"), StandardCharsets.UTF_8));
            } else if (frame.type() == Frames.EVENT) {
                seen.add("exit:" + ((Map<?, ?>) map.get("data")).get("code"));
                return seen;
            }
        }
    }

    @Test
    void outputComesThenTheExitThenTheAnswerToWhoWaits() throws IOException {
        spawn("a", "sh", "-c", "read x; printf hi; exit 3");
        client.send(RawClient.request(1, "process.wait", Map.of("id", "a")));
        client.send(RawClient.request(2, "process.stdin.write", Map.of("id", "a", "data", "go\n")));
        List<Frame> frames = new ArrayList<>();
        Object written = null;
        while (frames.size() < 3 || written == null) {
            Frame frame = client.next();
            if (Long.valueOf(2).equals(frame.map().get("id"))) {
                written = frame.map().get("result");
            } else {
                frames.add(frame);
            }
        }
        assertEquals(Map.of("status", "written", "id", "a"), written);
        Frame chunk = frames.get(0);
        assertEquals(Frames.CHUNK, chunk.type());
        assertEquals(List.of("id", "stream", "data"), List.copyOf(chunk.map().keySet()));
        assertArrayEquals(
                "hi".getBytes(StandardCharsets.UTF_8), (byte[]) chunk.map().get("data"));
        assertEquals(
                Map.of("topic", "process.exit", "data", Map.of("id", "a", "code", 3L)),
                frames.get(1).map());
        assertEquals(
                Map.of("status", "exited", "id", "a", "exitCode", 3L),
                frames.get(2).map().get("result"));
        assertEquals("Process a not found", error("process.wait", Map.of("id", "a")));
        assertEquals(Map.of("state", "exited", "exitCode", 3L), result("process.status", Map.of("id", "a")));
    }

    @Test
    void everybodyWhoHasNotSaidWhoHeIsHearsOfItAndNobodyElse() throws IOException {
        try (RawClient other = socket.local();
                RawClient known = socket.identified("olga-operator")) {
            other.call("kernel.ping", Map.of());
            spawn("a", "printf", "%s-%s", "x", 5, 1.5);
            assertEquals(List.of("stdout:x-51.5-", "exit:0"), untilExit(other));
            assertEquals(List.of("stdout:x-51.5-", "exit:0"), untilExit(client));
            assertEquals(
                    Boolean.TRUE,
                    ((Map<?, ?>) known.call("kernel.ping", Map.of()).get("result")).get("pong"));
        }
    }

    @Test
    void kairosWordsForWhatCannotBe() throws IOException {
        assertEquals("Missing params: id, command", error("process.spawn", Map.of("id", "a")));
        assertEquals("Missing params: id, command", error("process.spawn", null));
        assertEquals("Missing params: id, command", error("process.spawn", "text"));
        assertEquals("cmd must be an array", error("process.spawn", Map.of("id", "a", "command", "ls")));
        assertEquals("cmd must not be empty", error("process.spawn", Map.of("id", "a", "command", List.of())));
        assertEquals(
                "Executable not found in $PATH: \"no-such\"",
                error("process.spawn", Map.of("id", "a", "command", List.of("no-such"))));
        assertEquals(
                "ENOENT: no such file or directory, posix_spawn '/no/such'",
                error("process.spawn", Map.of("id", "a", "command", List.of("/no/such"))));
        assertEquals(
                "ENOENT: no such file or directory, posix_spawn 'true'",
                error(
                        "process.spawn",
                        Map.of("id", "a", "command", List.of("true"), "options", Map.of("cwd", "/no/such"))));
        assertEquals(
                "EACCES: permission denied, posix_spawn '/etc/passwd'",
                error("process.spawn", Map.of("id", "a", "command", List.of("/etc/passwd"))));
        for (String method : List.of("kill", "wait", "pause", "resume", "status", "stdin.close")) {
            assertEquals("Missing params: id", error("process." + method, Map.of()));
        }
        assertEquals("Missing params: id, data", error("process.stdin.write", Map.of("id", "a")));
        assertEquals(
                "write() expects a string, ArrayBufferView, or ArrayBuffer",
                error("process.stdin.write", Map.of("id", "a", "data", 7)));
        assertEquals(
                "Process a not found or stdin not available",
                error("process.stdin.write", Map.of("id", "a", "data", "")));
        assertEquals("Process a not found", error("process.wait", Map.of("id", "a")));
        assertEquals("Unknown method: no.such", error("no.such", Map.of()));
    }

    @Test
    void anIdThatNobodyHasIsKilledAllTheSame() throws IOException {
        assertEquals(Map.of("status", "killed", "id", "x"), result("process.kill", Map.of("id", "x")));
        assertEquals(Map.of("status", "failed", "id", "x"), result("process.pause", Map.of("id", "x")));
        assertEquals(Map.of("status", "failed", "id", "x"), result("process.resume", Map.of("id", "x")));
        assertEquals(Map.of("state", "unknown"), result("process.status", Map.of("id", "x")));
    }

    @Test
    void anIdIsTakenUntilItsProcessIsKilled() throws IOException {
        spawn("a", "sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.2; done");
        assertEquals(Frames.CHUNK, client.next().type());
        assertEquals("Process a already exists", error("process.spawn", Map.of("id", "a", "command", List.of("true"))));
        assertEquals(Map.of("status", "paused", "id", "a"), result("process.pause", Map.of("id", "a")));
        assertEquals("running", ((Map<?, ?>) result("process.status", Map.of("id", "a"))).get("state"));
        assertEquals(Map.of("status", "killed", "id", "a"), result("process.kill", Map.of("id", "a")));
        assertEquals("Process a not found", error("process.wait", Map.of("id", "a")));
        spawn("a", "sleep", "60");
        client.send(RawClient.request(1, "process.kill", Map.of("id", "a")));
        assertEquals(List.of("exit:143"), untilExit(client));
        assertEquals(Map.of("state", "exited", "exitCode", 143L), result("process.status", Map.of("id", "a")));
    }

    @Test
    void whatIsSentAtOnceIsDoneInItsOrder() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(RawClient.request(0, "process.spawn", Map.of("id", "a", "command", List.of("cat"))));
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 500; i++) {
            all.write(RawClient.request(i, "process.stdin.write", Map.of("id", "a", "data", i + ",")));
            text.append(i).append(',');
        }
        all.write(RawClient.request(501, "process.stdin.close", Map.of("id", "a")));
        client.send(all.toByteArray());
        StringBuilder seen = new StringBuilder();
        untilExit(client).stream()
                .filter(each -> each.startsWith("stdout:"))
                .forEach(each -> seen.append(each.substring(7)));
        assertEquals(text.toString(), seen.toString());
    }

    @Test
    void whoCallsItselfSomethingReachesWhatItHasStartedOnly() throws IOException {
        result("identify", Map.of("skillId", "one"));
        spawn("a", "sleep", "60");
        try (RawClient other = socket.local()) {
            other.call("identify", Map.of("skillId", "two"));
            assertEquals(
                    "Permission denied: process.kill on process a",
                    DeskSocket.ask(other, "process.kill", Map.of("id", "a")).get("error"));
        }
        result("process.kill", Map.of("id", "a"));
    }

    @Test
    void limitsAndSandboxesThatCannotBeHadAreRefused() throws IOException {
        assertEquals("No limits here", spawnError(Map.of("limits", Map.of("memory", 64))));
        assertEquals("limits.cpu is fast; give a number above 0", spawnError(Map.of("limits", Map.of("cpu", "fast"))));
        assertEquals("limits.disk is not supported", spawnError(Map.of("limits", Map.of("disk", 1))));
        assertEquals(
                "sandbox.network.allowedDomains is not supported: use network none or full, as \"sandbox\":"
                        + " {\"network\": \"full\"}",
                spawnError(Map.of("sandbox", Map.of("network", Map.of("allowedDomains", List.of("a.b"))))));
        assertEquals(
                "sandbox.enableWeakerNestedSandbox is not supported",
                spawnError(Map.of("sandbox", Map.of("enableWeakerNestedSandbox", true))));
    }

    private String spawnError(Map<String, Object> options) throws IOException {
        return error("process.spawn", Map.of("id", "a", "command", List.of("true"), "options", options));
    }

    @Test
    void environmentAndFolderArrive() throws IOException {
        result(
                "process.spawn",
                Map.of(
                        "id",
                        "a",
                        "command",
                        List.of("sh", "-c", "echo $WORD; pwd"),
                        "options",
                        Map.of("cwd", "/usr", "env", Map.of("WORD", "yes"))));
        assertEquals(
                "yes\n/usr\n",
                String.join("", untilExit(client)).replace("stdout:", "").replace("exit:0", ""));
    }

    @Test
    void aHundredMegabytesComeBackAsTheyWereSent() throws Exception {
        int total = 100 << 20;
        int part = 200_000;
        spawn("a", "cat");
        CompletableFuture<String> sent = CompletableFuture.supplyAsync(() -> {
            try {
                return sendAll(total, part);
            } catch (IOException | NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        });
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long size = 0;
        for (Frame frame = client.next(); frame.type() != Frames.EVENT; frame = client.next()) {
            if (frame.type() == Frames.CHUNK) {
                byte[] data = (byte[]) frame.map().get("data");
                digest.update(data);
                size += data.length;
            } else {
                assertNull(frame.map().get("error"));
            }
        }
        assertEquals(total, size);
        assertEquals(sent.get(), HexFormat.of().formatHex(digest.digest()));
    }

    private String sendAll(int total, int part) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Random random = new Random(7);
        for (int left = total; left > 0; left -= part) {
            byte[] data = new byte[Math.min(left, part)];
            random.nextBytes(data);
            digest.update(data);
            client.send(RawClient.request(left, "process.stdin.write", Map.of("id", "a", "data", data)));
        }
        client.send(RawClient.request(0, "process.stdin.close", Map.of("id", "a")));
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void whoNeverReadsIsCutOffAndTheOthersLoseNothing() throws Exception {
        client.close();
        socket.close();
        socket = new DeskSocket(folder, Duration.ofSeconds(1));
        client = socket.local();
        try (RawClient deaf = socket.local()) {
            deaf.call("kernel.ping", Map.of());
            spawn("a", "sh", "-c", "head -c 20000000 /dev/zero");
            long size = 0;
            for (Frame frame = client.next(); frame.type() != Frames.EVENT; frame = client.next()) {
                size += ((byte[]) frame.map().get("data")).length;
            }
            assertEquals(20_000_000, size);
            long got = 0;
            while (true) {
                try {
                    got += ((byte[]) deaf.next().map().get("data")).length;
                } catch (IOException cut) {
                    break;
                }
            }
            assertTrue(got < 20_000_000, "it was cut off");
        }
    }

    @Test
    void aSubscriptionTakesThePlaceOfTheBroadcastAndIsNumbered() throws IOException {
        Map<?, ?> made = (Map<?, ?>) result("process.stdout.subscribe", Map.of("pid", "a", "mode", "line"));
        String id = (String) made.get("subscriptionId");
        assertTrue(id.matches("stream_[0-9a-f]{8}"), id);
        spawn("a", "printf", "é1\\n\\né2\\nrest");
        List<String> seen = new ArrayList<>();
        for (Frame frame = client.next(); frame.type() == Frames.CHUNK; frame = client.next()) {
            Map<String, Object> map = frame.map();
            assertEquals(List.of("subscriptionId", "stream", "data", "sequence"), List.copyOf(map.keySet()));
            assertEquals(id, map.get("subscriptionId"));
            seen.add(map.get("sequence") + ":" + new String((byte[]) map.get("data"), StandardCharsets.UTF_8));
        }
        assertEquals(List.of("1:é1\n", "2:\n", "3:é2\n", "4:rest"), seen);
        assertEquals(Map.of("ok", false), result("process.stdout.unsubscribe", Map.of("subscriptionId", id)));
    }

    @Test
    void withCreditNoMoreComesThanWasAskedForAndNothingIsLost() throws IOException {
        Map<?, ?> made = (Map<?, ?>) result("process.stdout.subscribe", Map.of("pid", "a", "credit", 1_000));
        spawn("a", "head", "-c", "2500", "/dev/zero");
        assertEquals(1_000, size(client.next()));
        assertEquals(
                1_500L,
                ((Map<?, ?>) result(
                                "stream.credit", Map.of("subscriptionId", made.get("subscriptionId"), "bytes", 1_500)))
                        .get("credit"));
        assertEquals(1_500, size(client.next()));
        assertEquals(Frames.EVENT, client.next().type());
    }

    private static int size(Frame frame) {
        return ((byte[]) frame.map().get("data")).length;
    }

    @Test
    void whatALossySubscriptionLeavesOutIsTold() throws IOException {
        result("process.stdout.subscribe", Map.of("pid", "a", "credit", 1_000, "lossy", true, "stream", "stdout"));
        spawn("a", "head", "-c", "2500", "/dev/zero");
        assertEquals(1_000, size(client.next()));
        Map<?, ?> lost = (Map<?, ?>) client.next().map().get("data");
        assertEquals("a", lost.get("processId"));
        assertEquals(1_500L, lost.get("bytes"));
    }

    @Test
    void metricsHaveKairosShape() throws IOException {
        Map<?, ?> metrics = (Map<?, ?>) result("system.get_metrics", null);
        assertTrue(((Map<?, ?>) metrics.get("cpu")).get("usage") instanceof Long);
        Map<?, ?> memory = (Map<?, ?>) metrics.get("memory");
        assertEquals((long) memory.get("total"), (long) memory.get("used") + (long) memory.get("free"));
    }
}
