package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.Test;

/** The registry watched through the hub's door, broken off and taken up again; and what the hub tells of its clients. */
public class RegistryWatchIT extends Container {

    private void registry(String action, String id) {
        String body =
                "{\"action\":\"" + action + "\",\"module_id\":\"" + id + "\",\"metadata\":{\"kind\":\"watched\"}}";
        assertEquals(200, osprey.post("/modules", osprey.token, body).statusCode());
    }

    private static void watch(HubClient client, String id, String since) {
        client.send("{\"type\":\"watch\",\"id\":\"" + id + "\",\"module\":\"itest-w*\",\"field\":\"metadata.kind\""
                + (since == null ? "" : ",\"since\":\"" + since + "\"") + "}");
    }

    private static JsonNode told(HubClient client, String watch, String type, String module) {
        return client.await(
                type + " " + module,
                n -> HubClient.is(n, "type", type)
                        && HubClient.is(n, "id", watch)
                        && (module == null || HubClient.is(n, "module_id", module)));
    }

    @Test
    public void aWatchSeesChangesAndGoesOnWhereItBrokeOff() {
        registry("register", "itest-w1");
        String known;
        try (HubClient client = new HubClient(osprey, osprey.token)) {
            watch(client, "a", null);
            assertEquals(
                    1, told(client, "a", "watch.reset", null).get("entries").asInt());
            JsonNode put = told(client, "a", "watch.put", "itest-w1");
            assertFalse(put.has("revision"));
            assertEquals("watched", put.at("/entry/document/metadata/kind").asText());
            told(client, "a", "watch.synced", null);
            registry("register", "itest-w2");
            known = told(client, "a", "watch.put", "itest-w2").get("revision").asText();
        }
        registry("deregister", "itest-w1");
        try (HubClient client = new HubClient(osprey, osprey.token)) {
            watch(client, "b", known);
            told(client, "b", "watch.delete", "itest-w1");
            told(client, "b", "watch.synced", null);
            assertTrue(client.heard().stream().noneMatch(n -> HubClient.is(n, "type", "watch.reset")));

            assertTrue(osprey.call("hub.stats", "{}").get("watches").asInt() >= 1);
            JsonNode clients = osprey.call("hub.clients", "{}").get("items");
            JsonNode self = StreamSupport.stream(clients.spliterator(), false)
                    .filter(one -> one.get("watches").asInt() == 1)
                    .findFirst()
                    .orElseThrow();
            assertEquals("admin", self.get("principal").asText());
            assertFalse(clients.toString().contains(osprey.token));
        }
        registry("deregister", "itest-w2");
    }
}
