package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sub-protocol cloudevents.json. */
class CloudEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD =
            "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/anybody\",\"type\":\"a.b\"";

    private TestHub hub;
    private RawClient cloud;
    private RawClient plain;

    @BeforeEach
    void start() throws IOException {
        hub = new TestHub();
        cloud = RawClient.ask(hub, "/ws", Map.of("Sec-WebSocket-Protocol", "cloudevents.json, bearer.ce-module"));
        plain = RawClient.open(hub, "plain-module");
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
        plain.close();
        hub.close();
    }

    private static void subscribe(RawClient client, String members) throws IOException {
        client.text("{\"type\":\"subscribe\",\"events\":[\"a.>\"],\"id\":\"s\"" + members + "}");
        assertEquals("{\"type\":\"ack\",\"id\":\"s\"}", client.readText());
    }

    @Test
    void theSubProtocolIsAgreedAndATicketWillDo() throws IOException {
        assertEquals(101, cloud.status());
        assertTrue(cloud.head().contains("Sec-WebSocket-Protocol: cloudevents.json\r\n"), cloud.head());
        hub.access.tickets.add("page-viewer");
        try (RawClient page = RawClient.ask(
                        hub, "/ws", Map.of("Sec-WebSocket-Protocol", "cloudevents.json, ticket.page-viewer"));
                RawClient both = RawClient.ask(
                        hub, "/ws", Map.of("Sec-WebSocket-Protocol", "osprey, cloudevents.json, bearer.m-module"))) {
            assertEquals(101, page.status());
            assertTrue(both.head().contains("Sec-WebSocket-Protocol: osprey\r\n"), both.head());
        }
    }

    @Test
    void aCloudEventBecomesAnEventOfTheAuthenticatedPrincipal() throws IOException {
        subscribe(plain, "");
        cloud.text(
                HEAD
                        + ",\"time\":\"2026-01-01T01:00:00+01:00\",\"datacontenttype\":\"application/json; charset=utf-8\","
                        + "\"data\":{\"n\": 1.50},\"subject\":\"s\",\"correlationid\":\"c\",\"sequence\":\"9\",\"dataschema\":null}");
        assertEquals("{\"type\":\"ack\",\"event_id\":\"e1\"}", cloud.readText());
        assertEquals(
                "{\"type\":\"event\",\"event_id\":\"e1\",\"event\":\"a.b\",\"timestamp\":\"2026-01-01T01:00:00+01:00\","
                        + "\"datacontenttype\":\"application/json; charset=utf-8\",\"data\":{\"n\": 1.50},\"subject\":\"s\","
                        + "\"correlation_id\":\"c\",\"source\":\"ce\",\"sequence\":1000000000000001}",
                plain.readText());
        cloud.text(HEAD + "}");
        assertEquals("{\"type\":\"ack\",\"event_id\":\"e1\"}", cloud.readText());
        assertEquals(1, hub.stats.duplicates.sum());
    }

    @Test
    void anEventIsToldAsACloudEvent() throws IOException {
        subscribe(cloud, "");
        plain.text(
                "{\"type\":\"event\",\"event\":\"a.b\",\"event_id\":\"7\",\"timestamp\":1767225600,\"data\":[1.50],"
                        + "\"correlation_id\":\"c\",\"not_an_attribute\":1,\"nested\":{\"a\":1},\"myextension\":true,\"half\":1.5}");
        assertEquals(
                "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"plain\",\"type\":\"a.b\",\"time\":\"2026-01-01T00:00:00Z\","
                        + "\"datacontenttype\":\"application/json\",\"data\":[1.50],\"correlationid\":\"c\",\"myextension\":true,"
                        + "\"sequence\":\"1000000000000001\"}",
                cloud.readText());
        TextBatch batch = new TextBatch(
                "a.jvm",
                "{\"type\":\"event\",\"event_id\":\"j\",\"event\":\"a.jvm\",\"source\":\"a b/\u00e9\",\"timestamp\":\"soon\",\"data\":1}");
        hub.router.publish(hub.router.route("a.jvm"), batch, null);
        assertEquals(
                "{\"specversion\":\"1.0\",\"id\":\"j\",\"source\":\"a%20b%2F%C3%A9\",\"type\":\"a.jvm\","
                        + "\"datacontenttype\":\"application/json\",\"data\":1,\"sequence\":\"1000000000000002\"}",
                cloud.readText());
    }

    @Test
    void whatOneCloudClientSaysAnotherHears() throws IOException {
        try (RawClient other =
                RawClient.ask(hub, "/ws", Map.of("Sec-WebSocket-Protocol", "cloudevents.json, bearer.other-module"))) {
            subscribe(other, ",\"name\":\"n\"");
            subscribe(cloud, "");
            cloud.text(HEAD + ",\"data\":{\"big\":12345678901234567890},\"traceparent\":\"00-t\",\"echo\":true}");
            String told = other.readText();
            JsonNode event = JSON.readTree(told);
            assertTrue(told.contains("\"data\":{\"big\":12345678901234567890}"), told);
            assertEquals("n", event.get("subscription").textValue());
            assertEquals("00-t", event.get("traceparent").textValue());
            assertEquals("ce", event.get("source").textValue());
            java.time.Instant.parse(event.get("time").textValue());
            JsonNode one = JSON.readTree(cloud.readText());
            JsonNode two = JSON.readTree(cloud.readText());
            assertTrue(one.has("specversion") != two.has("specversion"), "its own event, as it asked, and the ack");
        }
    }

    @Test
    void anEventWithAsManyKeysAsThereMayBeIsToldToo() throws IOException {
        subscribe(cloud, "");
        StringBuilder keys = new StringBuilder("{\"type\":\"event\",\"event\":\"a.b\"");
        for (int i = 0; i < 57; i++) {
            keys.append(",\"k").append(i).append("\":").append(i);
        }
        plain.text(keys + "}");
        JsonNode event = JSON.readTree(cloud.readText());
        assertEquals(56, event.get("k56").intValue());
        assertEquals("plain", event.get("source").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"a.b\"}|bad_field",
                "{\"specversion\":\"1.0\",\"id\":\"e1\",\"type\":\"a.b\"}|bad_field",
                "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"s\"}|bad_field",
                "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"\",\"type\":\"a.b\"}|bad_field",
                "{\"specversion\":\"1.0\",\"id\":5,\"source\":\"s\",\"type\":\"a.b\"}|bad_field",
                "{\"id\":\"e1\",\"source\":\"s\",\"type\":\"a.b\"}|bad_field",
                "{\"specversion\":\"0.3\",\"id\":\"e1\",\"source\":\"s\",\"type\":\"a.b\"}|bad_field",
                "{\"specversion\":1.0,\"id\":\"e1\",\"source\":\"s\",\"type\":\"a.b\"}|bad_field",
                "HEAD,\"data_base64\":\"AAAA\"}|bad_field",
                "HEAD,\"datacontenttype\":\"text/plain\",\"data\":\"x\"}|bad_field",
                "HEAD,\"time\":\"yesterday\"}|bad_field",
                "HEAD,\"time\":1767225600}|bad_field",
                "HEAD,\"Upper\":1}|bad_field",
                "HEAD,\"event\":\"x\"}|bad_field",
                "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"s\",\"type\":\"a..b\"}|invalid_subject",
                "{\"specversion\":\"1.0\"|bad_frame",
                "{\"type\":\"dance\"}|unknown_type"
            })
    void whatIsNoCloudEventIsRefused(String row) throws IOException {
        subscribe(plain, "");
        String[] parts = row.replace("HEAD", HEAD).split("\\|");
        cloud.text(parts[0]);
        JsonNode error = JSON.readTree(cloud.readText());
        assertEquals(parts[1], error.get("code").textValue(), error.toString());
        assertFalse(error.get("remedy").textValue().isEmpty());
        assertEquals(
                parts[0].contains("base64"), error.get("message").textValue().startsWith("data_base64"));
        assertEquals(parts[0].contains("\"id\":\"e1\"") && !parts[1].equals("bad_frame"), error.has("event_id"));
        cloud.text(HEAD + "}");
        assertEquals("{\"type\":\"ack\",\"event_id\":\"e1\"}", cloud.readText());
        assertEquals("a.b", JSON.readTree(plain.readText()).get("event").textValue());
    }

    @Test
    void accessIsCheckedAndSaidInTheHubsOwnWords() throws IOException {
        hub.access.denied.add("event.publish a.b");
        cloud.text(HEAD + "}");
        JsonNode error = JSON.readTree(cloud.readText());
        assertEquals(
                "denied e1",
                error.get("code").textValue() + " " + error.get("event_id").textValue());
        cloud.text("{\"type\":\"ping\"}");
        assertEquals("{\"type\":\"pong\"}", cloud.readText());
    }
}
