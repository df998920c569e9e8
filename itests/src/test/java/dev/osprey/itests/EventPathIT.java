package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Events cross between WebSocket clients and EventAdmin, and a stuck handler delays nobody else. */
public class EventPathIT extends Container {

    @Inject
    private EventAdmin admin;

    /** Whoever keeps events keeps what strangers send, up to a mebibyte each. */
    @Test
    public void nothingInTheDistributionCollectsEvents() throws Exception {
        ServiceReference<?>[] handlers = context.getAllServiceReferences(EventHandler.class.getName(), null);
        List<String> foreign = Stream.of(handlers == null ? new ServiceReference<?>[0] : handlers)
                .map(handler -> handler.getBundle().getSymbolicName())
                .filter(name -> !name.startsWith("dev.osprey."))
                .toList();
        assertEquals(List.of(), foreign);
    }

    @Test
    public void eventOfAWebSocketClientReachesAnEventHandler() {
        Queue<Event> seen = new ConcurrentLinkedQueue<>();
        ServiceRegistration<?> handler = handle("itest/door/*", seen::add);
        try (HubClient client = new HubClient(osprey, osprey.token)) {
            client.send(
                    "{\"type\":\"event\",\"event_id\":\"e-1\",\"event\":\"itest.door.opened\",\"data\":{\"by\":\"key\",\"n\":3}}");
            client.await("the ack", n -> HubClient.is(n, "type", "ack") && HubClient.is(n, "event_id", "e-1"));
            Event event = Await.value("the event in the handler", seen::peek);
            assertEquals("itest/door/opened", event.getTopic());
            assertEquals("admin", event.getProperty("source"));
            assertEquals("key", ((Map<?, ?>) event.getProperty("data")).get("by"));
            assertEquals(1, seen.size());
        } finally {
            handler.unregister();
        }
    }

    @Test
    public void postedEventReachesAWebSocketClientOnce() {
        try (HubClient client = new HubClient(osprey, osprey.token).subscribe("itest.lamp.*")) {
            admin.postEvent(new Event("itest/lamp/on", Map.of("data", Map.of("room", "attic"))));
            admin.postEvent(new Event("itest/lamp/off", Map.of("data", Map.of("room", "attic"))));
            JsonNode on = client.awaitEvent(
                    "itest.lamp.on", d -> d.path("room").asText().equals("attic"));
            client.awaitEvent("itest.lamp.off", d -> true);
            assertTrue(on.path("sequence").asLong() > 0);
            assertEquals(
                    1,
                    client.heard().stream()
                            .filter(n -> HubClient.is(n, "event", "itest.lamp.on"))
                            .count());
        }
    }

    @Test
    public void stuckHandlerDelaysNobodyElse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        Queue<Event> seen = new ConcurrentLinkedQueue<>();
        ServiceRegistration<?> bad = handle("itest/stuck/*", e -> {
            stuck.countDown();
            try {
                release.await();
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        ServiceRegistration<?> good = handle("itest/stuck/*", seen::add);
        try (HubClient publisher = new HubClient(osprey, osprey.token);
                HubClient subscriber = new HubClient(osprey, osprey.token).subscribe("itest.stuck.>")) {
            for (int i = 0; i < 100; i++) {
                publisher.send("{\"type\":\"event\",\"event_id\":\"stuck-" + i
                        + "\",\"event\":\"itest.stuck.now\",\"data\":{\"n\":" + i + "}}");
            }
            stuck.await();
            Await.until("the good handler has all", () -> seen.size() == 100);
            subscriber.awaitEvent("itest.stuck.now", d -> d.path("n").asInt() == 99);
            int n = 0;
            for (JsonNode frame : subscriber.heard()) {
                if (HubClient.is(frame, "event", "itest.stuck.now")) {
                    assertEquals("in order", n++, frame.path("data").path("n").asInt());
                }
            }
        } finally {
            release.countDown();
            bad.unregister();
            good.unregister();
        }
    }

    @Test
    public void frameworkEventsStayInside() throws Exception {
        try (HubClient client = new HubClient(osprey, osprey.token).subscribe(">")) {
            admin.postEvent(new Event("org/osgi/itest/SECRET", Map.of("data", Map.of("n", 1))));
            admin.postEvent(new Event("org/apache/itest/SECRET", Map.of("data", Map.of("n", 1))));
            admin.postEvent(new Event("itest/last", Map.of("data", Map.of("n", 1))));
            client.awaitEvent("itest.last", d -> true);
            assertTrue(client.heard().stream()
                    .noneMatch(n -> n.path("event").asText().startsWith("org.")));
        }
    }

    private ServiceRegistration<?> handle(String topic, EventHandler handler) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(EventConstants.EVENT_TOPIC, topic);
        return context.registerService(EventHandler.class, handler, properties);
    }
}
