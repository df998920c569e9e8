package dev.osprey.kernel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Permission;
import dev.osprey.registry.Registration;
import dev.osprey.search.Findable;
import dev.osprey.search.SearchPage;
import dev.osprey.search.SearchQuery;
import dev.osprey.search.SearchSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** The search and its services in a real framework. */
class OneSearchTest {

    @TempDir
    Path folder;

    private Framework framework;
    private BundleContext context;
    private OneSearch search;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString(), "felix.log.level", "0"));
        framework.start();
        context = framework.getBundleContext();
        search = new OneSearch(context, Things.ACCESS);
    }

    @AfterEach
    void stop() throws Exception {
        search.stop();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private ServiceReference<SearchSource> offer(SearchSource source) {
        return context.registerService(SearchSource.class, source, null).getReference();
    }

    private SearchPage find(String text) {
        return search.find(new SearchQuery(Things.ADMIN, text, 100, null));
    }

    @Test
    void sourcesComeAndGo() {
        ServiceReference<SearchSource> modules = offer(Things.modules());
        assertEquals(0, find("").hits().size());
        search.addSource(modules);
        assertNull(modules.getUsingBundles(), "fetched only when needed");
        assertEquals(3, find("").hits().size());
        assertEquals(3, find("").hits().size());
        assertEquals(1, modules.getUsingBundles().length);
        search.removeSource(modules);
        assertNull(modules.getUsingBundles(), "given back");
        assertEquals(0, find("").hits().size());
        assertEquals(List.of(), search.answer(Things.ADMIN, "a camera?", 5).sources());
    }

    @Test
    void aSourceThatWentUnnoticedIsLeftOut() {
        ServiceRegistration<SearchSource> gone = context.registerService(SearchSource.class, Things.modules(), null);
        search.addSource(gone.getReference());
        search.addSource(offer(Things.tools()));
        gone.unregister();
        assertEquals(6, find("").hits().size());
    }

    private Findable service(Dictionary<String, ?> properties) {
        ServiceRegistration<?> registration = context.registerService(
                new String[] {Runnable.class.getName(), Thread.class.getName()}, new Thread(), properties);
        Object id = registration.getReference().getProperty(Constants.SERVICE_ID);
        return new ServiceSource(context)
                .items()
                .filter(item -> item.id().equals(String.valueOf(id)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void servicesShowTheirPropertiesAsPlainValues() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("component.name", "the.door");
        properties.put(Constants.SERVICE_DESCRIPTION, "Opens");
        properties.put("numbers", new int[] {1, 2});
        properties.put("nested", Map.of("a", List.of("x", true)));
        properties.put("odd", new Object());
        Findable item = service(properties);
        assertEquals("service", item.kind());
        assertEquals("the.door", item.name());
        assertEquals("Opens", item.description());
        assertEquals(List.of("Runnable", "Thread"), item.tags());
        assertEquals(List.of(1, 2), item.fields().get("numbers"));
        assertEquals(Map.of("a", List.of("x", true)), item.fields().get("nested"));
        assertFalse(item.fields().containsKey("odd"));
        assertTrue(item.fields().containsKey("service.bundleid"));
        assertEquals("java.lang.Runnable", service(new Hashtable<>()).name());
    }

    @Test
    void secretsOfServicesAreNeitherShownNorFound() {
        Hashtable<String, Object> properties = new Hashtable<>();
        for (String key : List.of(
                "password",
                "db.Passwd",
                "clientSecret",
                "auth_token",
                "token",
                "aws.credentials",
                "API-KEY",
                "keyPassphrase")) {
            properties.put(key, "hunter2");
        }
        properties.put("nested", Map.of("deep", Map.of("password", "hunter2", "user", "joe")));
        properties.put("url", "postgres://joe:hunter2@host/db");
        properties.put("jdbc", List.of("jdbc:h2:x;PASSWORD=hunter2"));
        properties.put("osprey.module.document", "{\"secret\": \"hunter2\"}");
        properties.put("letters", "hunter2".toCharArray());
        properties.put("harmless", "joe's door");
        Findable item = service(properties);
        assertFalse(item.toString().contains("hunter2"), item.toString());
        assertEquals("joe's door", item.fields().get("harmless"));
        assertEquals(Map.of("deep", Map.of("user", "joe")), item.fields().get("nested"));
        search.addSource(offer(new ServiceSource(context)));
        assertEquals(0, find("hunter2").hits().size());
        assertEquals(0, find("(password=*)").hits().size());
        assertEquals(1, find("joe's").hits().size());
        assertEquals(
                List.of("service"),
                search.find(new SearchQuery(Things.VIEWER, "joe's", 9, null)).hidden());
    }

    @Test
    void registrationsAreNoServices() {
        context.registerService(Registration.class, new Registration("thermo", Map.of()), null);
        assertTrue(
                new ServiceSource(context).items().noneMatch(item -> item.name().equals(Registration.class.getName())));
        assertEquals(Permission.SERVICE_READ, new ServiceSource(context).permission());
    }

    @Test
    void propertiesThatAreDeepOrLongAreCut() {
        Object deep = "bottom";
        for (int i = 0; i < 100; i++) {
            deep = Map.of("k", deep);
        }
        String[] many = new String[1000];
        Arrays.fill(many, "x");
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("deep", deep);
        properties.put("many", many);
        Findable item = service(properties);
        assertFalse(item.toString().contains("bottom"));
        assertEquals(Collections.nCopies(256, "x"), item.fields().get("many"));
    }
}
