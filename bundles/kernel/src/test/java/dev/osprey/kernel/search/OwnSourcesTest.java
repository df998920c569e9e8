package dev.osprey.kernel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.access.Permission;
import dev.osprey.access.Role;
import dev.osprey.registry.Entry;
import dev.osprey.registry.Registry;
import dev.osprey.search.Findable;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.Tools;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnSourcesTest {

    /** A service that answers one question always the same. */
    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }

    private static Findable module(Map<String, Object> document) {
        Entry entry = new Entry("cam", document, "cam", Instant.EPOCH, Instant.EPOCH, null);
        return new ModuleSource(answering(Registry.class, List.of(entry)))
                .items()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aModuleSpeaksThroughItsDocument() {
        Map<String, Object> document = Map.of(
                "name", "Front camera",
                "module_type", "device",
                "tags", List.of("video", 7),
                "metadata", Map.of("description", "1080p", "tags", "porch, outside"),
                "tools", Map.of("camera.capture", Map.of()));
        assertEquals(
                new Findable(
                        "module",
                        "cam",
                        "Front camera",
                        "1080p",
                        List.of("device", "video", "porch", "outside", "camera.capture"),
                        document),
                module(document));
        assertEquals(
                "own",
                module(Map.of("description", "own", "metadata", Map.of("description", "other")))
                        .description());
    }

    @Test
    void oddDocumentsDoNotHurt() {
        Findable item = module(Map.of(
                "name", 7,
                "description", List.of(),
                "tags", Map.of(),
                "metadata", "none",
                "tools", List.of("a", Map.of("name", "b"), Map.of(), 7)));
        assertEquals("cam", item.name());
        assertEquals("", item.description());
        assertEquals(List.of("a", "b"), item.tags());
    }

    @Test
    void aToolGoesByNameDescriptionAndInputs() {
        ToolInfo tool = new ToolInfo(
                "camera.capture",
                "Takes a picture",
                Map.of("properties", Map.of("width", Map.of())),
                Map.of(),
                Role.OPERATOR,
                Duration.ofMillis(1500),
                true,
                "dev.osprey.camera");
        ToolSource source = new ToolSource(answering(Tools.class, List.of(tool)));
        assertEquals(
                new Findable(
                        "tool",
                        "camera.capture",
                        "camera.capture",
                        "Takes a picture",
                        List.of("width"),
                        Map.of(
                                "bundle",
                                "dev.osprey.camera",
                                "role",
                                "operator",
                                "read_only",
                                true,
                                "timeout_seconds",
                                1.5)),
                source.items().findFirst().orElseThrow());
        assertEquals(Permission.TOOL_LIST, source.permission());
    }
}
