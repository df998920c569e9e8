package dev.osprey.kernel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.EventDraft;
import dev.osprey.event.EventListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

class WhiteboardTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SubjectRouter router = new SubjectRouter();
    private final EventWorkers workers = new EventWorkers();
    private final BundleEventHub hub = new BundleEventHub("dev.test", router, workers, InstantSource.fixed(NOON));
    private final ListenerWhiteboard listeners = new ListenerWhiteboard(router, workers);
    private final HandlerWhiteboard handlers = new HandlerWhiteboard(router, workers);
    private final EventAdminIntake intake = new EventAdminIntake(router, workers, InstantSource.fixed(NOON));
    private final BlockingQueue<Event> handled = new LinkedBlockingQueue<>();
    private final BlockingQueue<dev.osprey.event.Event> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        intake.close();
        handlers.close();
        listeners.close();
        hub.close();
        workers.close();
    }

    @Test
    void listenerServiceIsSubscribedWhileRegisteredAndFollowsItsProperties() throws InterruptedException {
        EventListener listener = heard::add;
        listeners.add(listener, service(1, EventListener.PATTERNS, new String[] {"a.*", "b"}));
        hub.publish("a.x", Map.of());
        assertEquals("a.x", next(heard).subject());
        listeners.updated(listener, service(1, EventListener.PATTERNS, "c"));
        hub.publish("a.x", Map.of());
        hub.publish("c", Map.of());
        assertEquals("c", next(heard).subject());
        listeners.remove(listener, service(1, EventListener.PATTERNS, "c"));
        assertTrue(router.idle());
    }

    @Test
    void listenerServiceWithAnInvalidPatternIsLeftOut() {
        listeners.add(heard::add, service(1, EventListener.PATTERNS, new String[] {"a", "b..c"}));
        assertTrue(router.idle());
    }

    @Test
    void handlerGetsTheEventAsEventAdminSaysIt() throws InterruptedException {
        handlers.add(handled::add, service(1, "event.topics", "a/*"));
        dev.osprey.event.Event sent =
                hub.publish(new EventDraft("a.caf\u00e9", "me", Map.of("n", 1), "corr", null, "trace"));
        Event event = next(handled);
        assertEquals("a/caf__00e9", event.getTopic());
        assertEquals(sent.id(), event.getProperty("id"));
        assertEquals("a.caf\u00e9", event.getProperty("subject"));
        assertEquals("me", event.getProperty("source"));
        assertEquals(NOON.toEpochMilli(), event.getProperty("timestamp"));
        assertEquals(sent.sequence(), event.getProperty("sequence"));
        assertEquals(Map.of("n", 1), event.getProperty("data"));
        assertEquals("corr", event.getProperty("correlationId"));
        assertEquals("trace", event.getProperty("traceparent"));
        assertNull(event.getProperty("causationId"));
    }

    @Test
    void topicsSelectAsEventAdminSelects() throws InterruptedException {
        handlers.add(handled::add, service(1, "event.topics", new String[] {"a/b", "c/*", "not//valid"}));
        List.of("a", "a.b", "a.b.c", "c", "c.d", "c.d.e", "x").forEach(subject -> hub.publish(subject, Map.of()));
        assertEquals("a/b", next(handled).getTopic());
        assertEquals("c/d", next(handled).getTopic());
        assertEquals("c/d/e", next(handled).getTopic());
        assertTrue(handled.isEmpty());
    }

    @Test
    void filterSelectsAndABrokenFilterLeavesTheHandlerOut() throws InterruptedException {
        Map<String, Object> filtered = service(1, "event.topics", "*");
        filtered.put("event.filter", "(source=me)");
        handlers.add(handled::add, filtered);
        hub.publish(EventDraft.of("a", Map.of()).from("you"));
        hub.publish(EventDraft.of("b", Map.of()).from("me"));
        assertEquals("b", next(handled).getTopic());
        handlers.remove(handled::add, filtered);
        filtered.put("event.filter", "(source=");
        handlers.add(handled::add, filtered);
        assertTrue(router.idle());
    }

    @Test
    void stuckHandlerDelaysNobody() throws InterruptedException {
        Gate gate = new Gate();
        handlers.add(event -> gate.pass(), service(1, "event.topics", "*"));
        handlers.add(handled::add, service(2, "event.topics", "*"));
        hub.publish("a", Map.of());
        gate.awaitArrival();
        hub.publish("b", Map.of());
        assertEquals("a", next(handled).getTopic());
        assertEquals("b", next(handled).getTopic());
        assertEquals(1, handlers.queue(1).queued());
        gate.open();
    }

    @Test
    void handlerFollowsItsPropertiesAndItsEnd() throws InterruptedException {
        EventHandler handler = handled::add;
        handlers.add(handler, service(1, "event.topics", "a"));
        handlers.updated(handler, service(1, "event.topics", "b"));
        hub.publish("a", Map.of());
        hub.publish("b", Map.of());
        assertEquals("b", next(handled).getTopic());
        handlers.remove(handler, service(1, "event.topics", "b"));
        assertTrue(router.idle());
    }

    @Test
    void nobodyCanSpeakAsTheFrameworkThroughTheHub() throws InterruptedException {
        handlers.add(handled::add, service(1, "event.topics", new String[] {"*", "org/osgi/*"}));
        hub.publish("org.osgi.framework.BundleEvent.STARTED", Map.of());
        hub.publish("org.apache.karaf.x", Map.of());
        hub.publish("a", Map.of());
        assertEquals("a", next(handled).getTopic());
    }

    @Test
    void eventAdminsEventsReachSubscribersButNotHandlersAgain() throws InterruptedException {
        handlers.add(handled::add, service(1, "event.topics", "*"));
        hub.subscribe(">", heard::add);
        intake.handleEvent(new Event("a/b", Map.of("n", 1, "list", new int[] {1, 2}, "odd", new Object())));
        dev.osprey.event.Event event = next(heard);
        assertEquals("a.b", event.subject());
        assertEquals("eventadmin", event.source());
        assertEquals(NOON, event.time());
        assertEquals(Map.of("n", 1, "list", List.of(1, 2)), hub.read(event));
        hub.publish("c", Map.of());
        assertEquals("c", next(handled).getTopic());
    }

    @Test
    void eventAdminsSourceTimeAndDataAreKept() throws InterruptedException {
        hub.subscribe(">", heard::add);
        intake.handleEvent(new Event(
                "a", Map.of("source", "me", "timestamp", 5L, "data", Map.of("x", Double.NaN, "y", 2), "other", 3)));
        dev.osprey.event.Event event = next(heard);
        assertEquals("me", event.source());
        assertEquals(Instant.ofEpochMilli(5), event.time());
        assertEquals(Map.of("y", 2), hub.read(event));
    }

    @Test
    void frameworkEventsAndUnmappedTopicsStayInside() throws InterruptedException {
        hub.subscribe(">", heard::add);
        intake.handleEvent(new Event("org/osgi/framework/BundleEvent/STARTED", Map.of()));
        intake.handleEvent(new Event("org/apache/x", Map.of()));
        intake.handleEvent(new Event("a__0041", Map.of()));
        intake.handleEvent(new Event("last", Map.of()));
        assertEquals("last", next(heard).subject());
        assertEquals(1, intake.unmapped());
    }

    @Test
    void ourOwnHandlerIsNeverDispatchedTo() {
        handlers.add(intake, service(1, "event.topics", "*"));
        assertTrue(router.idle());
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(Gate.SECONDS, TimeUnit.SECONDS);
        assertTrue(item != null, "nothing came");
        return item;
    }

    private static Map<String, Object> service(long id, String key, Object value) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("service.id", id);
        properties.put(key, value);
        return properties;
    }
}
