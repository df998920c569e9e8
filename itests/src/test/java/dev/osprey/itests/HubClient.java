package dev.osprey.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket client of the event hub that keeps what it hears. */
final class HubClient implements WebSocket.Listener, AutoCloseable {

    private final Queue<JsonNode> heard = new ConcurrentLinkedQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    HubClient(Osprey osprey, String token) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(URI.create(osprey.hub()), this)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    HubClient subscribe(String pattern) {
        send("{\"type\":\"subscribe\",\"id\":\"s-" + pattern + "\",\"events\":[\"" + pattern + "\"]}");
        await("the ack of the subscription", n -> is(n, "type", "ack") && is(n, "id", "s-" + pattern));
        return this;
    }

    void send(String frame) {
        socket.sendText(frame, true).orTimeout(10, TimeUnit.SECONDS).join();
    }

    JsonNode awaitEvent(String subject, Predicate<JsonNode> data) {
        return await(
                "event " + subject,
                n -> is(n, "type", "event") && is(n, "event", subject) && data.test(n.path("data")));
    }

    JsonNode await(String what, Predicate<JsonNode> wanted) {
        return Await.value(what, () -> heard.stream().filter(wanted).findFirst().orElse(null));
    }

    Queue<JsonNode> heard() {
        return heard;
    }

    static boolean is(JsonNode node, String field, String value) {
        return node.path(field).asText().equals(value);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            heard.add(Osprey.json(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
