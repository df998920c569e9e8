package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Match;
import dev.osprey.registry.ModuleIdTakenException;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import dev.osprey.registry.Revision;
import dev.osprey.registry.UnknownModuleException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** The registry in a real framework. */
class OsgiRegistryTest {

    private static final Principal SENSOR = new Principal("sensor", Role.MODULE, "one");
    private static final Principal ADMIN = Principal.of("ada", Role.ADMIN);

    @TempDir
    Path folder;

    private final RecordingHub hub = new RecordingHub();
    private final AtomicLong time = new AtomicLong();
    private Framework framework;
    private BundleContext context;
    private OsgiRegistry registry;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString(), "felix.log.level", "0"));
        framework.start();
        context = framework.getBundleContext();
        registry = open(Map.of("sweep", 3600, "max_entries", 500, "max_document_bytes", 2048));
    }

    private OsgiRegistry open(Map<String, Object> values) {
        return new OsgiRegistry(
                context, Configured.with(RegistryConfiguration.class, values), new OwnIdOnly(), hub, time::get);
    }

    @AfterEach
    void stop() throws Exception {
        registry.stop();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static Registration registration(String id, Object... fields) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("module_id", id);
        for (int i = 0; i < fields.length; i += 2) {
            document.put((String) fields[i], fields[i + 1]);
        }
        return new Registration(id, document);
    }

    private ServiceRegistration<Runnable> service(Object... properties) {
        Hashtable<String, Object> table = new Hashtable<>();
        for (int i = 0; i < properties.length; i += 2) {
            table.put((String) properties[i], properties[i + 1]);
        }
        return context.registerService(Runnable.class, () -> {}, table);
    }

    private ServiceReference<?> reference(String moduleId) throws Exception {
        ServiceReference<?>[] found =
                context.getAllServiceReferences(null, "(" + Registry.MODULE_ID + "=" + moduleId + ")");
        return found == null ? null : found[found.length - 1];
    }

    private void pass(Duration duration) {
        for (long ticks = duration.dividedBy(LeaseClock.TICK); ticks > 0; ticks--) {
            time.addAndGet(LeaseClock.TICK.toNanos());
            registry.tick();
        }
    }

    @Test
    void aWatchTellsTheSameTimesAsTheEntryHas() {
        for (int round = 0; round < 2; round++) {
            Revision before = registry.revision();
            Entry answer = registry.register(SENSOR, registration("sensor", "round", round));
            List<EntryChange> changes =
                    registry.read(LookupFilter.ALL, before, 10).changes();
            assertEquals(1, changes.size());
            assertEquals(answer, changes.get(0).entry());
            assertEquals(answer, registry.entry("sensor").orElseThrow());
        }
    }

    @Test
    void aRegistrationIsAServiceWithItsFieldsAsProperties() throws Exception {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("nothing", null);
        metadata.put("empty", Map.of());
        metadata.put("Port", 1);
        metadata.put("port", 2);
        registry.register(
                SENSOR,
                registration(
                        "sensor", "metadata", metadata, "events_subscribe", List.of("a.>", "b.*"), "service.id", 7));

        ServiceReference<?> reference = reference("sensor");
        assertArrayEquals(new String[] {"a.>", "b.*"}, (String[]) reference.getProperty("osprey.events_subscribe"));
        assertEquals(1, reference.getProperty("osprey.metadata.Port"));
        List<String> keys = Arrays.asList(reference.getPropertyKeys());
        assertFalse(keys.contains("osprey.metadata.port"));
        assertFalse(keys.contains("osprey.metadata.nothing"));
        assertFalse(keys.contains("osprey.service.id"));
        Registration record = (Registration) context.getService(reference);
        assertEquals(metadata, record.document().get("metadata"));
        assertEquals(2, registry.get("sensor.metadata.port"));
        assertNull(registry.get("sensor.metadata.nothing"));
        assertEquals(Map.of(), registry.get("sensor.metadata.empty"));
        assertTrue(registry.indexAgrees());
    }

    @Test
    void aDocumentCannotForgeWhatTheEntryIs() throws Exception {
        registry.register(
                SENSOR,
                registration("sensor", "module", Map.of("id", "launcher", "holder", "root", "Kind", "DERIVED")));

        assertEquals("sensor", registry.entry("sensor").orElseThrow().holder());
        assertTrue(registry.entry("launcher").isEmpty());
        assertEquals("sensor", reference("sensor").getProperty(Registry.MODULE_ID));
    }

    @Test
    void leaseExpiresWhenHeartbeatStops() throws Exception {
        registry.register(SENSOR, registration("sensor"));
        pass(Duration.ofSeconds(50));
        registry.heartbeat(SENSOR, "sensor");
        pass(Duration.ofSeconds(59));
        registry.sweep();
        assertTrue(registry.entry("sensor").isPresent());

        pass(Duration.ofSeconds(1));
        registry.sweep();

        assertTrue(registry.entry("sensor").isEmpty());
        assertNull(reference("sensor"));
        assertEquals(List.of("module.registered", "module.expired"), hub.about("sensor"));
        assertThrows(UnknownModuleException.class, () -> registry.heartbeat(SENSOR, "sensor"));
    }

    @Test
    void heartbeatsDoNotTouchTheService() {
        registry.register(SENSOR, registration("sensor"));
        List<ServiceEvent> events = new CopyOnWriteArrayList<>();
        context.addServiceListener(events::add);

        for (int i = 0; i < 100; i++) {
            registry.heartbeat(SENSOR, "sensor");
        }

        assertEquals(List.of(), events);
    }

    @Test
    void registeringAgainReplacesEverything() throws Exception {
        registry.register(SENSOR, registration("sensor", "old", 1, "both", 1));
        Entry entry = registry.register(
                new Principal("sensor", Role.MODULE, "two"), registration("sensor", "both", 2, "fresh", true));

        assertEquals(Map.of("module_id", "sensor", "both", 2, "fresh", true), entry.document());
        assertNull(reference("sensor").getProperty("osprey.old"));
        assertEquals(1, context.getAllServiceReferences(null, "(" + Registry.MODULE_ID + "=sensor)").length);
        registry.register(SENSOR, registration("sensor", "both", 2, "fresh", true));
        assertEquals(List.of("module.registered", "module.registered"), hub.about("sensor"));
        assertTrue(registry.indexAgrees());
    }

    @Test
    void aReplacementIsNeverSeenAsGone() throws Exception {
        registry.register(SENSOR, registration("sensor", "n", 0));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> writer = threads.submit(() -> {
            for (int i = 1; i <= 300; i++) {
                registry.register(SENSOR, registration("sensor", "n", i));
            }
        });
        while (!writer.isDone()) {
            assertNotNull(registry.get("sensor.n"));
        }
        writer.get();
        threads.shutdown();
    }

    @Test
    void aModuleActsForItselfOnly() {
        assertThrows(AccessDeniedException.class, () -> registry.register(SENSOR, registration("other")));
        registry.register(ADMIN, registration("other"));
        Principal bob = Principal.of("bob", Role.OPERATOR);
        assertThrows(AccessDeniedException.class, () -> registry.heartbeat(bob, "other"));
        assertThrows(AccessDeniedException.class, () -> registry.deregister(bob, "other"));
        assertThrows(ModuleIdTakenException.class, () -> registry.register(bob, registration("other")));
        assertTrue(registry.deregister(ADMIN, "other"));
        assertFalse(registry.deregister(ADMIN, "other"));
        assertEquals(List.of("module.registered", "module.deregistered"), hub.about("other"));
    }

    @Test
    void anAdministratorMayEndWhatAModuleRegistered() {
        registry.register(SENSOR, registration("sensor"));
        registry.heartbeat(ADMIN, "sensor");
        assertTrue(registry.deregister(ADMIN, "sensor"));
    }

    @Test
    void aBundlesServiceIsAnEntryWhileItIsThere() {
        ServiceRegistration<Runnable> service = service(
                Registry.MODULE_ID,
                "camera",
                "osprey.module.type",
                "device",
                "osprey.module.document",
                "{\"module_id\":\"forged\",\"metadata\":{\"ws_endpoint\":\"ws://x\"}}");

        Entry entry = registry.entry("camera").orElseThrow();
        assertEquals("ws://x", registry.get("camera.metadata.ws_endpoint"));
        assertEquals("camera", entry.document().get("module_id"));
        assertEquals("device", entry.document().get("module_type"));
        assertEquals("camera", entry.document().get("name"));
        assertNull(entry.ttl());
        assertTrue(entry.holder().startsWith("bundle:"));
        assertThrows(ModuleIdTakenException.class, () -> registry.register(ADMIN, registration("camera")));
        assertThrows(ModuleIdTakenException.class, () -> registry.deregister(ADMIN, "camera"));

        service.setProperties(new Hashtable<>(Map.of(Registry.MODULE_ID, "camera", "osprey.module.name", "Front")));
        assertEquals("Front", registry.get("camera.name"));
        service.setProperties(new Hashtable<>(Map.of(Registry.MODULE_ID, "camera2")));
        assertTrue(registry.entry("camera").isEmpty());
        assertTrue(registry.entry("camera2").isPresent());
        service.setProperties(new Hashtable<>(Map.of("other", 1)));
        assertTrue(registry.entry("camera2").isEmpty());
        assertTrue(registry.indexAgrees());
        service.unregister();
        assertEquals(List.of("module.registered", "module.registered", "module.deregistered"), hub.about("camera"));
    }

    @Test
    void aServiceWithABadIdOrDocumentIsNoEntry() {
        service(Registry.MODULE_ID, "no blanks");
        service(Registry.MODULE_ID, new String[] {"a", "b"});
        service(Registry.MODULE_ID, "bad", "osprey.module.document", "[1]");
        service(Registry.MODULE_ID, "twice", "osprey.module.document", "{\"a\":1,\"a\":2}");

        assertEquals(
                List.of("registry"),
                registry.entries().stream().map(Entry::moduleId).toList());
        assertTrue(registry.indexAgrees());
    }

    @Test
    void aServiceThatWasThereBeforeIsFound() {
        registry.stop();
        service(Registry.MODULE_ID, "early");
        registry = open(Map.of());
        assertTrue(registry.entry("early").isPresent());
        assertTrue(hub.about("early").contains("module.registered"));
    }

    @Test
    void theFirstHolderOfAnIdKeepsItAndTheSecondTakesOver() {
        ServiceRegistration<Runnable> first = service(Registry.MODULE_ID, "cam", "osprey.module.name", "first");
        ServiceRegistration<Runnable> second =
                service(Registry.MODULE_ID, "cam", "osprey.module.name", "second", Constants.SERVICE_RANKING, 1000);

        assertEquals("first", registry.get("cam.name"));
        assertTrue(registry.indexAgrees());
        first.unregister();
        assertEquals("second", registry.get("cam.name"));
        assertTrue(registry.indexAgrees());
        second.unregister();
        assertTrue(registry.entry("cam").isEmpty());
    }

    @Test
    void aBundlesServiceTakesOverWhenARegistrationExpires() {
        registry.register(SENSOR, registration("sensor"));
        service(Registry.MODULE_ID, "sensor", "osprey.module.name", "service");
        assertEquals("sensor", registry.entry("sensor").orElseThrow().holder());

        registry.deregister(SENSOR, "sensor");

        assertEquals("service", registry.get("sensor.name"));
        assertEquals(List.of("module.registered", "module.deregistered", "module.registered"), hub.about("sensor"));
        assertThrows(ModuleIdTakenException.class, () -> registry.register(SENSOR, registration("sensor")));
        assertTrue(registry.indexAgrees());
    }

    @Test
    void whatIsSaidOfABundleGivesWayToWhatItSays() {
        Registration derived = registration("com.x", "module_type", "tool");
        context.registerService(
                Registration.class,
                derived,
                new Hashtable<>(Map.of(
                        Registry.MODULE_ID, "com.x",
                        ServiceKeys.KIND, ServiceKeys.DERIVED,
                        ServiceKeys.HOLDER, "bundle:com.x")));
        assertEquals("tool", registry.get("com.x.module_type"));
        assertEquals("bundle:com.x", registry.entry("com.x").orElseThrow().holder());

        ServiceRegistration<Runnable> own = service(Registry.MODULE_ID, "com.x", "osprey.module.type", "driver");
        assertEquals("driver", registry.get("com.x.module_type"));
        assertTrue(registry.indexAgrees());
        own.unregister();
        assertEquals("tool", registry.get("com.x.module_type"));
    }

    @Test
    void theDocumentIsACopy() {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("a", 1));
        List<Object> list = new ArrayList<>(List.of(1));
        registry.register(SENSOR, registration("sensor", "metadata", metadata, "list", list));
        metadata.put("a", 2);
        list.add(2);

        assertEquals(1, registry.get("sensor.metadata.a"));
        assertEquals(List.of(1), registry.get("sensor.list"));
        assertThrows(
                UnsupportedOperationException.class,
                () -> registry.entry("sensor").orElseThrow().document().put("x", 1));
    }

    @Test
    void tooMuchIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> registry.register(SENSOR, registration("sensor", "x", "y".repeat(3000))));
        assertThrows(
                IllegalArgumentException.class,
                () -> registry.register(SENSOR, registration("sensor", "module_id", "other")));
        assertThrows(IllegalArgumentException.class, () -> registry.register(ADMIN, registration("a/b")));
        for (int i = 0; i < 500; i++) {
            registry.register(ADMIN, registration("m" + i));
        }
        IllegalArgumentException full =
                assertThrows(IllegalArgumentException.class, () -> registry.register(ADMIN, registration("one-more")));
        assertTrue(full.getMessage().contains("max.entries"), full.getMessage());
        registry.register(ADMIN, registration("m7"));
    }

    @Test
    void theRegistryItselfIsAnEntryAndReady() {
        assertEquals("Registry", registry.get("registry.name"));
        assertEquals("infrastructure", registry.get("registry.module_type"));
        assertEquals(List.of("module.registered", "module.ready"), hub.about("registry"));
        assertTrue(hub.published.stream().allMatch(draft -> "registry".equals(draft.source())));
    }

    @Test
    void lookupGivesRowsInOrder() {
        registry.register(ADMIN, registration("b.two", "port", 8080, "tags", List.of("x", "y")));
        registry.register(ADMIN, registration("a.one", "port", "8080"));

        assertEquals(
                List.of(new Match("a.one", "port", "8080"), new Match("b.two", "port", 8080)),
                registry.lookup("*", "port", "80?0"));
        assertEquals(
                List.of(new Match("b.two", "tags.0", "x"), new Match("b.two", "tags.1", "y")),
                registry.lookup("b.two", "tags.*", "*"));
        assertEquals(List.of(), registry.lookup("B*", "*", "*"));
    }

    @Test
    void stoppingTakesTheRegistrationsOutOfTheFramework() throws Exception {
        registry.register(SENSOR, registration("sensor"));
        registry.stop();
        assertNull(reference("sensor"));
        assertNull(reference("registry"));
        registry = open(Map.of());
    }

    @Test
    void aNewConfigurationKeepsTheRegistrations() {
        registry.register(SENSOR, registration("sensor"));
        registry.modified(Configured.with(RegistryConfiguration.class, Map.of("ttl", 7)));
        assertEquals(Duration.ofSeconds(7), registry.ttl());
        assertTrue(registry.entry("sensor").isPresent());
    }

    @Test
    void manyThreadsLeaveTheIndexAsTheFrameworkIs() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> work = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Random random = new Random(t);
            work.add(threads.submit(() -> {
                for (int i = 0; i < 400; i++) {
                    act(random);
                }
            }));
        }
        for (Future<?> done : work) {
            done.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertTrue(registry.indexAgrees());
        for (Entry entry : registry.entries()) {
            assertSame(
                    entry.document(),
                    registry.entry(entry.moduleId()).orElseThrow().document());
        }
    }

    private void act(Random random) {
        String id = "m" + random.nextInt(3);
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                try {
                    registry.register(ADMIN, registration(id, "n", random.nextInt(10)));
                } catch (ModuleIdTakenException expected) {
                    assertNotNull(expected.getMessage());
                }
            }
            case 2 -> {
                try {
                    registry.deregister(ADMIN, id);
                } catch (ModuleIdTakenException expected) {
                    assertNotNull(expected.getMessage());
                }
            }
            case 3 -> service(Registry.MODULE_ID, id).unregister();
            default -> {
                pass(Duration.ofSeconds(1));
                synchronized (this) {
                    registry.sweep();
                }
            }
        }
    }
}
