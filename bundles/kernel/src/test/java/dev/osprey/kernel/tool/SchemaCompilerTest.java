package dev.osprey.kernel.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.osprey.tool.ToolException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCompilerTest {

    private final SchemaCompiler compiler = new SchemaCompiler();

    private InputSchema schema(String json) {
        return new InputSchema("test.tool", compiler.compile("The input schema", json));
    }

    private String refused(String json) {
        return assertThrows(IllegalArgumentException.class, () -> compiler.compile("The input schema", json))
                .getMessage();
    }

    private static String fault(InputSchema schema, Map<String, Object> input) {
        ToolException fault = assertThrows(ToolException.class, () -> schema.check(input));
        assertEquals(ToolException.INVALID_INPUT, fault.code());
        return fault.getMessage();
    }

    @Test
    void aFaultNamesPathValueAndRule() {
        InputSchema schema = schema(
                """
                {"type":"object","required":["name"],"additionalProperties":false,"properties":{
                "name":{"type":"string"},"list":{"type":"array","items":{"type":"integer","maximum":9}}}}""");
        schema.check(Map.of("name", "x", "list", List.of(1, 2)));

        String text = fault(schema, Map.of("name", "x", "list", List.of(1, 10)));
        assertTrue(text.contains("$.list[1] = 10 breaks maximum"), text);
        text = fault(schema, Map.of("list", List.of()));
        assertTrue(text.contains("breaks required") && text.contains("name"), text);
        text = fault(schema, Map.of("name", 7, "extra", true));
        assertTrue(text.contains("$.name = 7 breaks type"), text);
        assertTrue(text.contains("breaks additionalProperties") && text.contains("extra"), text);
    }

    @Test
    void messagesAreBounded() {
        InputSchema schema = schema("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}");
        Map<String, Object> input = new java.util.HashMap<>();
        for (int i = 0; i < 1000; i++) {
            input.put("k" + i, "v".repeat(10_000));
        }
        String text = fault(schema, input);
        assertTrue(text.length() < 3000 && text.contains("and 995 more"), text);
    }

    @Test
    void nothingIsFetchedFromTheNetwork() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            for (String json : List.of(
                    "{\"$ref\":\"" + base + "/a.json\"}",
                    "{\"type\":\"object\",\"properties\":{\"x\":{\"$dynamicRef\":\"" + base + "/a.json#b\"}}}",
                    "{\"$id\":\"" + base + "/own.json\",\"allOf\":[{\"$ref\":\"other.json\"}]}",
                    "{\"$schema\":\"" + base + "/meta.json\"}")) {
                refused(json);
            }
            assertEquals(0, requests.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nothingIsReadFromFilesOrTheClassPath(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{}");
        for (String uri : List.of(
                file.toUri().toString(),
                "classpath:META-INF/MANIFEST.MF",
                "resource:draft-07/schema",
                "jar:" + file.toUri() + "!/x",
                "a.json")) {
            String message = refused("{\"properties\":{\"x\":{\"$ref\":\"" + uri + "\"}}}");
            assertTrue(message.contains("nothing is fetched") || message.contains("cannot"), message);
        }
    }

    @Test
    void referencesInsideTheSchemaWork() {
        InputSchema tree = schema(
                """
                {"type":"object","required":["v"],"properties":{"v":{"$ref":"#/$defs/num"},
                "next":{"$ref":"#"},"n":{"$ref":"#here"}},"$defs":{"num":{"type":"integer"},
                "named":{"$anchor":"here","type":"boolean"}}}""");
        tree.check(Map.of("v", 1, "next", Map.of("v", 2, "n", true)));
        String text = fault(tree, Map.of("v", 1, "next", Map.of("v", "2")));
        assertTrue(text.contains("$.next.v = \"2\""), text);
        schema(
                "{\"type\":\"object\",\"properties\":{\"s\":{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}}}");
    }

    @Test
    void schemasOfTheSameIdDoNotSeeEachOther() {
        String id = "\"$id\":\"https://example.com/s\"";
        InputSchema first = schema("{" + id + ",\"required\":[\"a\"]}");
        InputSchema second = schema("{" + id + ",\"required\":[\"b\"]}");
        first.check(Map.of("a", 1));
        second.check(Map.of("b", 1));
        fault(first, Map.of("b", 1));
    }

    @Test
    void whatIsNoSchemaIsRefused() {
        List<String> bad = new ArrayList<>(List.of(
                "",
                "[]",
                "null",
                "{",
                "{}{}",
                "{\"type\":\"object\",\"type\":\"string\"}",
                "{\"type\":\"nothing\"}",
                "{\"properties\":[]}",
                "{\"required\":\"a\"}",
                "{\"pattern\":\"(\"}",
                "{\"$ref\":\"#/$defs/none\"}",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
                "{\"x\":\"" + "y".repeat(70_000) + "\"}",
                "{\"not\":".repeat(100) + "{}" + "}".repeat(100)));
        for (String json : bad) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refused(json), json);
        }
    }

    @Test
    void referencesThatGoInCirclesOrExplodeAreRefused() {
        for (String circle : List.of(
                "{\"$ref\":\"#\"}",
                "{\"allOf\":[{\"$ref\":\"#\"}]}",
                "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}")) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refused(circle), circle);
        }
        StringBuilder doubling = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
        for (int i = 0; i < 40; i++) {
            String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
            doubling.append("\"d" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
        }
        String bomb = doubling + "\"d40\":{}}}";
        String message = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refused(bomb));
        assertTrue(message.contains("grows"), message);
    }

    @Test
    void aPatternThatRunsAwayIsStopped() {
        InputSchema schema = schema("{\"properties\":{\"x\":{\"type\":\"string\",\"pattern\":\"^(a|aa)+\\\\1?$\"}}}");
        schema.check(Map.of("x", "aaaa"));
        String text = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> fault(schema, Map.of("x", "a".repeat(60) + "!")));
        assertTrue(text.contains("steps"), text);
    }
}
