package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection leaves behind. */
class WillTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WILL =
            "{\"type\":\"will\",\"id\":1,\"event\":\"x.gone\",\"data\":{\"n\":12345678901234567890},\"source\":\"other\"}";

    private TestHub hub;
    private RawClient heir;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        TestHub.Settings settings = new TestHub.Settings();
        settings.idle = Duration.ofMillis(900);
        hub = new TestHub(settings.build());
        heir = RawClient.open(hub, "heir-module");
        heir.text("{\"type\":\"subscribe\",\"events\":[\"x.>\"],\"id\":\"s\"}");
        heir.readText();
        client = RawClient.open(hub, "m-module");
    }

    @AfterEach
    void stop() throws IOException {
        heir.close();
        client.close();
        hub.close();
    }

    private void set(String frame) throws IOException {
        client.text(frame);
        assertEquals("{\"type\":\"ack\",\"id\":1}", client.readText());
    }

    /** The next event that the heir gets; answers the hub's pings meanwhile. */
    private String heard() throws IOException {
        RawClient.Received frame = heir.read();
        while (frame.first() != 0x81) {
            heir.write(RawClient.frame(0x8a, new byte[0]));
            frame = heir.read();
        }
        JsonNode event = JSON.readTree(frame.payload());
        return event.get("event").textValue() + " " + event.get("source").textValue() + " " + event.get("data");
    }

    /** Whether the client's connection has gone without a will: what another publishes comes first. */
    private void nothingIsLeftBehind() throws IOException {
        Await.until(() -> hub.peers.count() == 1);
        try (RawClient other = RawClient.open(hub, "other-module")) {
            other.text("{\"type\":\"event\",\"event\":\"x.next\"}");
            assertEquals("x.next other {}", heard());
        }
    }

    @Test
    void aConnectionThatBreaksLeavesItsWill() throws IOException {
        set(WILL);
        client.close();
        assertEquals("x.gone m {\"n\":12345678901234567890}", heard());
        nothingIsLeftBehind();
    }

    @Test
    void aClientThatNoLongerAnswersLeavesItsWill() throws IOException {
        set(WILL);
        assertEquals("x.gone m {\"n\":12345678901234567890}", heard());
        assertEquals(0x89, client.read().first());
        assertEquals(4408, client.readClose());
    }

    @Test
    void aClientThatClosesWithAnErrorLeavesItsWill() throws IOException {
        set(WILL);
        client.write(RawClient.frame(0x88, new byte[] {0x0f, (byte) 0xa0}));
        assertEquals(4000, client.readClose());
        client.close();
        assertEquals("x.gone m {\"n\":12345678901234567890}", heard());
    }

    @Test
    void aClientThatBreaksTheProtocolLeavesItsWill() throws IOException {
        set(WILL);
        client.write(new byte[] {(byte) 0xf1, (byte) 0x80, 0, 0, 0, 0});
        assertEquals(1002, client.readClose());
        client.close();
        assertEquals("x.gone m {\"n\":12345678901234567890}", heard());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 1001})
    void aClientThatTakesItsLeaveLeavesNothing(int code) throws IOException {
        set(WILL);
        client.write(RawClient.frame(0x88, code == 0 ? new byte[0] : new byte[] {3, (byte) code}));
        client.readClose();
        client.close();
        nothingIsLeftBehind();
    }

    @Test
    void aRevokedCredentialPublishesNothing() throws IOException {
        set(WILL);
        hub.access.revoke("m");
        assertEquals(4401, client.readClose());
        client.close();
        nothingIsLeftBehind();
    }

    @Test
    void aWillThatWasTakenBackOrReplacedIsNotPublished() throws IOException {
        set(WILL);
        set("{\"type\":\"will\",\"id\":1,\"event\":\"x.other\"}");
        client.close();
        assertEquals("x.other m {}", heard());
        client = RawClient.open(hub, "m-module");
        set(WILL);
        set("{\"type\":\"will\",\"id\":1}");
        client.close();
        nothingIsLeftBehind();
    }

    @Test
    void aWillIsCheckedWhenItIsSetAndAgainWhenItIsPublished() throws IOException {
        hub.access.denied.add("event.publish module.started");
        client.text("{\"type\":\"will\",\"id\":1,\"event\":\"module.started\"}");
        JsonNode error = JSON.readTree(client.readText());
        assertEquals("denied 1", error.get("code").textValue() + " " + error.get("id"));
        set(WILL);
        hub.access.denied.add("event.publish x.gone");
        hub.access.changed();
        client.close();
        nothingIsLeftBehind();
        assertEquals(
                List.of("m ws event.publish module.started denied", "m ws event.publish x.gone denied"),
                hub.access.audit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"will\",\"id\":1,\"event\":7}|bad_field",
                "{\"type\":\"will\",\"id\":1,\"event\":\"a..b\"}|invalid_subject",
                "{\"type\":\"will\",\"id\":1,\"event\":\"a.*\"}|invalid_subject"
            })
    void aMalformedWillIsRefusedAndTheOneBeforeStays(String row) throws IOException {
        String[] parts = row.split("\\|");
        set(WILL);
        client.text(parts[0]);
        assertEquals(parts[1], JSON.readTree(client.readText()).get("code").textValue());
        client.text("{\"type\":\"will\",\"event\":\"x\",\"data\":\"" + "x".repeat(16 << 10) + "\"}");
        assertTrue(client.readText().contains("bad_field"));
        client.close();
        assertEquals("x.gone m {\"n\":12345678901234567890}", heard());
    }

    @Test
    void aHubThatStopsPublishesNoWills() throws IOException {
        List<String> published = new CopyOnWriteArrayList<>();
        hub.router.subscribe("x.>", batch -> published.add(batch.events().get(0).subject()));
        set(WILL);
        hub.server.close();
        assertEquals(1001, client.readClose());
        Await.until(() -> hub.peers.count() == 0);
        assertEquals(List.of(), published);
    }
}
