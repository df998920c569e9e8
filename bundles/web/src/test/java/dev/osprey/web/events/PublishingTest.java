package dev.osprey.web.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Event;
import dev.osprey.event.Position;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemoryHub;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishingTest {

    private static final String PATH = "/api/v1/events";
    private static final String CLOUD = "application/cloudevents+json";

    private final MemoryAccess access = new MemoryAccess();
    private final MemoryHub hub = new MemoryHub(100);
    private EventsServlet door;
    private Served served;

    @BeforeEach
    void start() {
        door = new EventsServlet(
                access, new Publishing(hub, access), new EventFeeds(hub, hub, access, access, Duration.ofSeconds(15)));
        served = new Served(true).with(door, PATH).start();
    }

    @AfterEach
    void stop() {
        door.stop();
        served.close();
    }

    private List<Event> published() {
        List<Event> all = new ArrayList<>();
        hub.subscribeBatch(List.of(">"), SubscriptionOptions.DEFAULT.from(Position.from(1)), all::addAll)
                .close();
        return all;
    }

    private Answer cloud(String body, String type) {
        return served.send(served.request(PATH)
                .setHeader("Content-Type", type)
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    @Test
    void publishesInTheNameOfTheCaller() {
        Answer answer = served.post(
                PATH,
                "{\"event\":\"demo.x\",\"source\":\"somebody\",\"type\":\"event\",\"data\":{\"n\":1.10},"
                        + "\"correlation_id\":\"c\",\"causation_id\":\"d\",\"traceparent\":\"t\"}",
                "As",
                "bob/OPERATOR");
        assertEquals(202, answer.status());
        assertEquals(
                Map.of(
                        "event_id", "id-1",
                        "event", "demo.x",
                        "source", "bob",
                        "timestamp", "2027-01-15T08:00:00Z",
                        "sequence", 1),
                answer.object());
        Event event = published().get(0);
        assertEquals("bob", event.source());
        assertEquals("{\"n\":1.10}", new String(event.data(), StandardCharsets.UTF_8));
        assertEquals(List.of("c", "d", "t"), List.of(event.correlationId(), event.causationId(), event.traceparent()));
    }

    @ParameterizedTest
    @CsvSource({"'',{}", "',\"data\":null',null", "',\"data\":[1]',[1]", "',\"data\":\"x\"','\"x\"'"})
    void dataIsAnyJson(String field, String data) {
        assertEquals(202, served.post(PATH, "{\"event\":\"a.b\"" + field + "}").status());
        assertEquals(data, new String(published().get(0).data(), StandardCharsets.UTF_8));
    }

    @Test
    void takesACloudEvent() {
        Answer answer = cloud(
                "{'specversion':'1.0','id':'theirs','source':'/somebody','type':'demo.cloud','time':'2020-01-01T00:00:00Z',"
                        + "'datacontenttype':'application/json; charset=utf-8','data':{'n':1},'correlationid':'c',"
                        + "'causationid':'d','traceparent':'t','sequence':'77','subject':'ignored'}",
                CLOUD + "; charset=UTF-8");
        assertEquals(202, answer.status(), answer.text());
        Event event = published().get(0);
        assertEquals("demo.cloud", event.subject());
        assertEquals("alice", event.source());
        assertEquals("id-1", event.id());
        assertEquals("{\"n\":1}", new String(event.data(), StandardCharsets.UTF_8));
        assertEquals(List.of("c", "d", "t"), List.of(event.correlationId(), event.causationId(), event.traceparent()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'1','source':'s','type':'a.b'}",
                "{'specversion':'0.3','id':'1','source':'s','type':'a.b'}",
                "{'specversion':'1.0','source':'s','type':'a.b'}",
                "{'specversion':'1.0','id':'1','type':'a.b'}",
                "{'specversion':'1.0','id':'1','source':'s'}",
                "{'specversion':'1.0','id':'1','source':'s','type':'a/b'}",
                "{'specversion':'1.0','id':'1','source':'s','type':'a.b','data_base64':'AA=='}",
                "{'specversion':'1.0','id':'1','source':'s','type':'a.b','datacontenttype':'text/plain','data':'x'}",
                "{'specversion':'1.0','id':'1','source':'s','type':'a.b','correlationid':7}"
            })
    void refusesWhatIsNoCloudEvent(String body) {
        assertEquals(400, cloud(body, CLOUD).status());
        assertEquals(List.of(), published());
    }

    @Test
    void refusesABatchOfCloudEvents() {
        assertEquals(415, cloud("{}", "application/cloudevents-batch+json").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'event':7}",
                "{'event':''}",
                "{'event':'a.*'}",
                "{'event':'a b'}",
                "{'event':'a.b','event_id':'x'}",
                "{'event':'a.b','correlation_id':7}",
                "{'event':'a.b','traceparent':''}",
                "[]"
            })
    void refusesWhatIsNoEvent(String body) {
        Answer answer = served.post(PATH, body.replace('\'', '"'));
        assertEquals(400, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals(List.of(), published());
    }

    @Test
    void refusesWhoMayNotAndWhatIsTooLarge() {
        String body = "{\"event\":\"a.b\"}";
        assertEquals(403, served.post(PATH, body, "As", "nobody/VIEWER").status());
        assertEquals(401, served.post(PATH, body, "As", "none").status());
        assertEquals(
                400,
                served.post(PATH, "{\"event\":\"a.b\",\"causation_id\":\"" + "x".repeat(256) + "\"}")
                        .status());
        assertEquals(
                413,
                served.post(PATH, "{\"event\":\"a.b\",\"data\":\"" + "x".repeat(1 << 20) + "\"}")
                        .status());
        assertEquals(List.of(), published());
    }

    @Test
    void theSameRequestWithTheSameKeyIsPublishedOnce() {
        String body = "{\"event\":\"a.b\"}";
        Answer first = served.post(PATH, body, "Idempotency-Key", "k");
        Answer again = served.post(PATH, body, "Idempotency-Key", "k");
        assertEquals(202, again.status());
        assertEquals(first.text(), again.text());
        assertEquals("true", again.header("Idempotent-Replayed"));
        assertEquals(
                422,
                served.post(PATH, "{\"event\":\"a.c\"}", "Idempotency-Key", "k").status());
        assertEquals(1, published().size());
        assertTrue(served.post(PATH, body).object().get("event_id").equals("id-2"));
    }
}
