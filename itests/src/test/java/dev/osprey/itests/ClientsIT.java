package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Clients that others wrote, connected at once: each publishes, and each hears the others, all in the hub's one order. */
public class ClientsIT extends Container {

    private static final int COUNT = 200;
    private static final String PYTHON = "itest-python";
    private static final String NODE = "itest-node";
    private static final String PAGE = "admin";

    private final Path scripts = Path.of(System.getProperty("osprey.root"), "itests/src/test/resources/clients");
    private final Map<String, String> tokens = new HashMap<>();
    private Path profiles;

    @Before
    public void issueTokens() throws IOException {
        profiles = Files.createTempDirectory("osprey-clients");
        for (String name : List.of(PYTHON, NODE)) {
            JsonNode issued = osprey.call("access.token.create", "{\"name\":\"" + name + "\",\"role\":\"operator\"}");
            tokens.put(name, issued.path("token").asText());
        }
    }

    @After
    public void revokeTokens() throws IOException {
        tokens.keySet().forEach(name -> osprey.call("access.token.revoke", "{\"name\":\"" + name + "\"}"));
        try (Stream<Path> files = Files.walk(profiles)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(f -> f.toFile().delete());
        }
    }

    @Test
    public void pythonNodeAndABrowserHearEachOtherInOneOrder() throws IOException {
        List<String> node = node();
        assumeTrue(
                "Left out: this host has no Node with a WebSocket of its own; install Node 22, or 20.10 at least",
                !node.isEmpty());
        try (ClientProcess python = client(PYTHON, List.of(python(), script("client.py")));
                ClientProcess javascript = client(NODE, node);
                Browser browser = new Browser(
                        Files.createDirectory(profiles.resolve("chromium")), "admin", osprey.token, 800, 600)) {
            browser.open(osprey.http() + "/system/console/osprey");
            browser.shows("#o-ready", "ready");
            assertEquals(
                    "ready",
                    browser.evaluate(page() + "('admin'," + COUNT + ")").asText());
            python.awaitReady();
            javascript.awaitReady();
            python.go();
            javascript.go();
            browser.evaluate("client.publish()");
            Await.until("the page has heard all", () -> browser.evaluate(
                            "client.heard.length === " + 2 * COUNT + " && client.acks.length === " + COUNT)
                    .asBoolean());
            JsonNode ofPage = browser.evaluate("({heard: client.heard, acks: client.acks, closed: client.closed})");
            assertEquals(0, ofPage.path("closed").asInt());
            Map<String, Long> places = new HashMap<>();
            check(PYTHON, python.result(), places);
            check(NODE, javascript.result(), places);
            check(PAGE, ofPage, places);
            assertEquals(3 * COUNT, places.size());
            assertEquals(
                    "no two have one number",
                    3 * COUNT,
                    Set.copyOf(places.values()).size());
            browser.evaluate("client.close()");
            assertEquals(List.of(), browser.errors());
        }
    }

    private ClientProcess client(String name, List<String> program) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(osprey.hub(), tokens.get(name), name, String.valueOf(COUNT)));
        return new ClientProcess(name, command);
    }

    private static void check(String listener, JsonNode result, Map<String, Long> places) {
        List<String> own = new ArrayList<>();
        result.path("acks").forEach(id -> own.add(id.asText()));
        assertEquals("acknowledgements of " + listener, ids(listener), own);
        Map<String, List<String>> heard = new HashMap<>();
        long latest = 0;
        for (JsonNode event : result.path("heard")) {
            String source = event.path("source").asText();
            String id = event.path("event_id").asText();
            long sequence = event.path("sequence").asLong();
            assertEquals("itest.clients." + source, event.path("event").asText());
            assertEquals(source + "-" + event.at("/data/n").asInt(), id);
            assertTrue(listener + " heard " + sequence + " after " + latest, sequence > latest);
            latest = sequence;
            heard.computeIfAbsent(source, name -> new ArrayList<>()).add(id);
            Long elsewhere = places.putIfAbsent(id, sequence);
            assertTrue(id + " has one number for all", elsewhere == null || elsewhere == sequence);
        }
        Map<String, List<String>> expected = new HashMap<>();
        Stream.of(PYTHON, NODE, PAGE)
                .filter(name -> !name.equals(listener))
                .forEach(name -> expected.put(name, ids(name)));
        assertEquals("what " + listener + " heard", expected, heard);
    }

    private static List<String> ids(String name) {
        return IntStream.range(0, COUNT).mapToObj(n -> name + "-" + n).toList();
    }

    /** The Python that has Debian's package may stand behind another in the path. */
    private static String python() {
        return Stream.of("python3", "/usr/bin/python3")
                .filter(each -> ClientProcess.works(each, "-c", "import websockets"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("python3-websockets is missing; run itests/prepare as root"));
    }

    /** Node with its script; nothing if it has no WebSocket, which it brings along from 22, and from 20.10 if asked to. */
    private List<String> node() {
        String look = "process.exit(typeof WebSocket === 'function' ? 0 : 1)";
        if (ClientProcess.works("node", "-e", look)) {
            return List.of("node", script("client.mjs"));
        }
        return ClientProcess.works("node", "--experimental-websocket", "-e", look)
                ? List.of("node", "--experimental-websocket", script("client.mjs"))
                : List.of();
    }

    private String script(String name) {
        return scripts.resolve(name).toString();
    }

    private String page() throws IOException {
        String text = Files.readString(scripts.resolve("page.js")).trim();
        return text.substring(text.indexOf('\n') + 1);
    }
}
