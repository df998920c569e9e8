package dev.osprey.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.registry.ChangePage;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import dev.osprey.web.launcher.LogDoor;
import dev.osprey.web.served.Await;
import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemoryRegistry;
import dev.osprey.web.served.MemoryTools;
import dev.osprey.web.served.MemoryWatch;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import dev.osprey.web.served.SseClient;
import dev.osprey.web.sse.SseStreams;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final String PATH = "/api/v1/registry/watch";

    private final MemoryTools tools = new MemoryTools();
    private final MemoryAccess access = new MemoryAccess();
    private final MemoryWatch registry = new MemoryWatch("k1", 1000);
    private Watches watches;
    private RestServlet rest;
    private Served served;

    private void start(Duration keepAlive) {
        MemoryRegistry entries = new MemoryRegistry();
        watches = new Watches(access, access, keepAlive);
        rest = new RestServlet(
                access,
                new Catalogue(tools, entries),
                new Tickets(access, entries),
                tools,
                new Workers(Duration.ofSeconds(2)),
                watches,
                new LogDoor(access, access, Duration.ofSeconds(15)));
        rest.setWatch(registry);
        served = new Served(true).with(rest, "/api/*").start();
    }

    @AfterEach
    void stop() {
        rest.stop();
        served.close();
        tools.close();
    }

    private SseClient watch(String query, String... headers) {
        return served.follow(PATH + query, headers);
    }

    @Test
    void beginsWithAResetThenSendsEachChangeWithItsRevision() {
        start(Duration.ofSeconds(15));
        registry.put("a", 1);
        registry.put("b", 2);
        SseClient client = watch("");
        assertEquals("retry: 1000", client.anyLine());
        assertEquals("event: reset data: {\"revision\":\"k1-2\",\"entries\":2}", client.event());
        assertEquals(
                "event: put data: {\"kind\":\"put\",\"module_id\":\"a\",\"entry\":{\"module_id\":\"a\",\"holder\":\"alice\","
                        + "\"registered_at\":\"2023-11-14T22:13:20Z\",\"last_heartbeat\":\"2023-11-14T22:13:20Z\","
                        + "\"ttl_seconds\":60.0,\"document\":{\"value\":1}}}",
                client.event());
        assertTrue(client.event().startsWith("event: put data: {\"kind\":\"put\",\"module_id\":\"b\""));
        assertEquals("event: synced id: k1-2 data: {\"revision\":\"k1-2\"}", client.event());
        registry.put("c", 3);
        registry.delete("a");
        assertTrue(client.event()
                .startsWith("event: put id: k1-3 data: {\"kind\":\"put\",\"revision\":\"k1-3\",\"module_id\":\"c\""));
        String deleted = client.event();
        assertTrue(deleted.startsWith("event: delete id: k1-4 data: {\"kind\":\"delete\",\"revision\":\"k1-4\""));
        assertTrue(deleted.contains("\"document\":{\"value\":1}"), deleted);
    }

    @Test
    void goesOnFromARevisionWithoutAReset() {
        start(Duration.ofSeconds(15));
        registry.put("a", 1);
        registry.put("b", 2);
        assertTrue(watch("?since=k1-1").event().startsWith("event: put id: k1-2"));
        assertTrue(watch("?since=k1-2", "Last-Event-ID", "k1-1").event().startsWith("event: put id: k1-2"));
        assertTrue(watch("?since=old-1").event().startsWith("event: reset"));
    }

    @Test
    void filtersAndMovesOnWhereNothingMatches() {
        start(Duration.ofMillis(50));
        SseClient client = watch("?module=b*&since=k1-0");
        registry.put("a", 1);
        assertEquals("id: k1-1", skipTo(client, "id: k1-1"));
        registry.put("b", 2);
        assertTrue(client.event().startsWith("event: put id: k1-2"));
    }

    private static String skipTo(SseClient client, String start) {
        String line = client.anyLine();
        while (!line.startsWith(start)) {
            line = client.anyLine();
        }
        return line;
    }

    @Test
    void whoReadsOnWithoutAMatchLetsTheOthersHaveTheirTurn() {
        start(Duration.ofSeconds(15));
        rest.unsetWatch(registry);
        rest.setWatch(new EndlessFor("never*", registry));
        watch("?module=never*&since=k1-0");
        SseClient other = watch("?since=k1-0");
        registry.put("a", 1);
        assertTrue(other.event().startsWith("event: put id: k1-1"));
    }

    /** Has always more to look at for one filter, and nothing of it fits. */
    private record EndlessFor(String module, RegistryWatch rest) implements RegistryWatch {

        @Override
        public Revision revision() {
            return rest.revision();
        }

        @Override
        public ChangePage read(LookupFilter filter, Revision after, int most) {
            return filter.module().equals(module)
                    ? new ChangePage(false, List.of(), after, true)
                    : rest.read(filter, after, most);
        }

        @Override
        public Signal onChange(Runnable wake) {
            return rest.onChange(wake);
        }
    }

    @Test
    void showsThatItLives() {
        start(Duration.ofMillis(20));
        SseClient client = watch("");
        for (int i = 0; i < 3; i++) {
            assertEquals(": keep-alive", skipTo(client, ":"));
        }
    }

    @Test
    void refusesWhatCannotBeFollowed() {
        start(Duration.ofSeconds(15));
        assertEquals(400, served.get(PATH + "?since=x").status());
        assertEquals(400, served.get(PATH, "Last-Event-ID", "K1-x").status());
        assertEquals(400, served.get(PATH + "?module=" + "x".repeat(600)).status());
        assertEquals(403, served.get(PATH, "As", "nobody/VIEWER").status());
        assertEquals(401, served.get(PATH, "As", "none").status());
        rest.unsetWatch(registry);
        Answer answer = served.get(PATH);
        assertEquals(503, answer.status());
        assertEquals("start the bundle dev.osprey.kernel", answer.object().get("remedy"));
        assertEquals("2", answer.header("Retry-After"));
    }

    @Test
    void onePrincipalHasABoundedNumber() {
        start(Duration.ofMillis(20));
        for (int i = 0; i < SseStreams.MOST_OF_ONE; i++) {
            watch("");
        }
        Answer answer = served.get(PATH);
        assertEquals(429, answer.status());
        assertEquals("busy", answer.object().get("code"));
        watch("", "As", "bob/VIEWER");
        served.followers.remove(0).close();
        Await.until(() -> watches.size() == SseStreams.MOST_OF_ONE);
        watch("");
    }

    @Test
    void theLastWatchOverallIsRefusedToo() {
        start(Duration.ofSeconds(15));
        int threads = Thread.getAllStackTraces().size();
        for (int i = 0; i < SseStreams.MOST; i++) {
            watch("", "As", "user" + i % 10 + "/VIEWER");
        }
        assertEquals(429, served.get(PATH, "As", "user10/VIEWER").status());
        registry.put("a", 1);
        for (SseClient client : served.followers) {
            String event = client.event();
            while (!event.startsWith("event: put id: k1-1")) {
                event = client.event();
            }
        }
        int more = Thread.getAllStackTraces().size() - threads;
        assertTrue(more < 50, more + " threads for " + SseStreams.MOST + " watches");
    }

    @Test
    void aClientThatDoesNotReadDelaysNobody() {
        start(Duration.ofSeconds(15));
        String large = "x".repeat(20_000);
        for (int i = 0; i < 500; i++) {
            registry.put("large." + i, large);
        }
        for (int i = 0; i < 20; i++) {
            watch("", "As", "stuck/VIEWER");
        }
        SseClient reader = watch("?module=live*");
        assertTrue(reader.event().startsWith("event: reset"));
        assertTrue(reader.event().startsWith("event: synced"));
        for (int i = 0; i < 100; i++) {
            registry.put("live", i);
            assertTrue(reader.event().contains("\"document\":{\"value\":" + i + "}"));
        }
        assertEquals(21, watches.size());
        // one of those who were stuck reads on, and has missed nothing
        SseClient late = served.followers.get(0);
        assertEquals("event: reset data: {\"revision\":\"k1-500\",\"entries\":500}", late.event());
        for (int i = 0; i < 500; i++) {
            assertTrue(late.event().startsWith("event: put data: "));
        }
        // read while the client read: what came since then is there, and comes again below
        assertTrue(late.event().contains("\"document\":{\"value\":99}"));
        assertTrue(late.event().startsWith("event: synced id: k1-500"));
        for (int i = 0; i < 100; i++) {
            assertTrue(late.event().startsWith("event: put id: k1-" + (501 + i)));
        }
    }

    @Test
    void aClientThatIsTooFarBehindGetsAReset() {
        start(Duration.ofSeconds(15));
        MemoryWatch brief = new MemoryWatch("k2", 3);
        rest.unsetWatch(registry);
        rest.setWatch(brief);
        String large = "x".repeat(200_000);
        for (int i = 0; i < 50; i++) {
            brief.put("a" + i, large);
        }
        SseClient client = watch("");
        assertTrue(client.event().startsWith("event: reset"));
        for (int i = 0; i < 10; i++) {
            brief.put("b", i);
        }
        String event = client.event();
        while (!event.startsWith("event: synced")) {
            event = client.event();
        }
        assertEquals("event: reset data: {\"revision\":\"k2-60\",\"entries\":51}", client.event());
    }

    @Test
    void endsWithTheCredential() {
        start(Duration.ofSeconds(15));
        SseClient client = watch("", "As", "eve/VIEWER");
        SseClient other = watch("");
        client.event();
        client.event();
        access.end(new Principal("eve", Role.VIEWER, "1"));
        assertNull(client.event());
        Await.until(() -> watches.size() == 1);
        registry.put("a", 1);
        assertTrue(other.event().startsWith("event: reset"));
    }

    @Test
    void endsWhenItMayNoLonger() {
        start(Duration.ofMillis(20));
        SseClient client = watch("", "As", "eve/VIEWER");
        access.deny("eve");
        while (client.event() != null) {
            assertTrue(watches.size() <= 1);
        }
        Await.until(() -> watches.size() == 0);
    }

    @Test
    void endsWithTheRegistryAndWithTheDoor() {
        start(Duration.ofSeconds(15));
        SseClient first = watch("");
        rest.unsetWatch(registry);
        while (first.event() != null) {
            assertTrue(watches.size() <= 1);
        }
        assertEquals(0, registry.signals());
        rest.setWatch(registry);
        SseClient second = watch("");
        rest.stop();
        while (second.event() != null) {
            assertTrue(watches.size() <= 1);
        }
        Await.until(() -> watches.size() == 0);
        assertEquals(0, registry.signals());
    }

    @Test
    void aClientThatHasGoneIsForgotten() {
        start(Duration.ofMillis(20));
        watch("").event();
        served.followers.remove(0).close();
        Await.until(() -> watches.size() == 0);
    }

    @Test
    void aClientThatTakesNothingForTooLongIsForgotten() {
        start(Duration.ofMillis(20));
        served.idleTimeout(Duration.ofMillis(300));
        String large = "x".repeat(200_000);
        for (int i = 0; i < 50; i++) {
            registry.put("a" + i, large);
        }
        watch("");
        assertEquals(1, watches.size());
        Await.until(() -> watches.size() == 0);
    }
}
