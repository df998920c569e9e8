package dev.osprey.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.ipc.wire.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TopicMethodsTest {

    @TempDir
    Path folder;

    private DeskSocket socket;

    @BeforeEach
    void start() throws IOException {
        socket = new DeskSocket(folder);
        socket.access.denied.add("event.subscribe >");
        socket.access.denied.add("event.subscribe secret.>");
    }

    @AfterEach
    void stop() {
        socket.close();
    }

    private static String subscribe(RawClient client, String topic) throws IOException {
        Map<String, Object> answer = client.call("subscribe", Map.of("topic", topic));
        return (String) ((Map<?, ?>) answer.get("result")).get("subscriptionId");
    }

    @Test
    void anEventHasKairosShapeAndComesOnce() throws IOException {
        try (RawClient client = socket.local()) {
            assertTrue(subscribe(client, "kairo.*.ready").matches("topic_[0-9a-f]{8}"));
            subscribe(client, "kairo.>");
            socket.events.tell("kairo.x.ready", "{}");
            socket.events.tell("kairo.y.gone", "{}");
            RawClient.Frame frame = client.next();
            assertEquals(Frames.EVENT, frame.type());
            assertEquals(
                    Map.of(
                            "topic", "kairo.x.ready",
                            "payload", Map.of("json", "{}"),
                            "causationId", "cause",
                            "traceId", "0af7651916cd43dd8448eb211c80319c",
                            "source", "somebody",
                            "time", "2026-01-02T03:04:05.000Z",
                            "id", "id-1"),
                    frame.map());
            assertEquals("kairo.y.gone", client.next().map().get("topic"));
        }
    }

    @Test
    void aLocalPeerHearsOfKairosSubjectsWhateverItAsksFor() throws IOException {
        try (RawClient client = socket.local()) {
            subscribe(client, ">");
            socket.events.tell("module.ready", "{}");
            socket.events.tell("kairo.a", "{}");
            assertEquals("kairo.a", client.next().map().get("topic"));
        }
    }

    @Test
    void whoHasSaidWhoHeIsIsToldWhatHeMayNot() throws IOException {
        try (RawClient client = socket.identified("bot-module")) {
            Map<String, Object> answer = client.call("subscribe", Map.of("topic", "secret.>"));
            assertEquals("denied", answer.get("code"));
            subscribe(client, "module.*");
            socket.events.tell("module.ready", "{}");
            assertEquals("module.ready", client.next().map().get("topic"));
        }
    }

    @Test
    void afterItsEndNothingComes() throws IOException {
        try (RawClient client = socket.local()) {
            String id = subscribe(client, "kairo.a");
            subscribe(client, "kairo.b");
            assertEquals(
                    Map.of("ok", true),
                    client.call("unsubscribe", Map.of("subscriptionId", id)).get("result"));
            assertEquals(
                    Map.of("ok", false),
                    client.call("unsubscribe", Map.of("subscriptionId", id)).get("result"));
            socket.events.tell("kairo.a", "{}");
            socket.events.tell("kairo.b", "{}");
            assertEquals("kairo.b", client.next().map().get("topic"));
            assertEquals(
                    "Missing params: topic", client.call("subscribe", Map.of()).get("error"));
        }
        Await.until(() -> socket.events.sinks.isEmpty());
    }

    @Test
    void whoTakesNoEventsIsCutOff() throws IOException {
        try (RawClient client = socket.local()) {
            subscribe(client, "kairo.>");
            String much = "\"" + "x".repeat(500_000) + "\"";
            Await.until(() -> {
                socket.events.tell("kairo.a", much);
                return socket.events.sinks.isEmpty();
            });
        }
    }

    @Test
    void topicsAreNamedInTheirOrder() throws IOException {
        try (RawClient client = socket.local()) {
            subscribe(client, "kairo.>");
            for (String each : List.of("kairo.1", "kairo.2", "kairo.3")) {
                socket.events.tell(each, "{}");
            }
            for (String each : List.of("kairo.1", "kairo.2", "kairo.3")) {
                assertEquals(each, client.next().map().get("topic"));
            }
        }
    }
}
