package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.registry.UnknownPathException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathWalkTest {

    private final Map<String, Map<String, Object>> documents = Map.of(
            "hub",
            Map.of(
                    "events", Map.of("a.b", 1, "a", Map.of("b", 2, "c", 3), "a.b.c", Map.of("d", 4)),
                    "list", List.of("x", Map.of("k", "v"))),
            "hub.two",
            Collections.singletonMap("nothing", null));

    private Object get(String path) {
        return PathWalk.find(path, documents::get);
    }

    @Test
    void theLongestKeyThatLeadsSomewhereWins() {
        assertEquals(1, get("hub.events.a.b"));
        assertEquals(3, get("hub.events.a.c"));
        assertEquals(4, get("hub.events.a.b.c.d"));
    }

    @Test
    void moduleIdsMayHoldDots() {
        assertNull(get("hub.two.nothing"));
        assertEquals(documents.get("hub.two"), get("hub.two"));
    }

    @Test
    void listsGoByPosition() {
        assertEquals("x", get("hub.list.0"));
        assertEquals("v", get("hub.list.1.k"));
        for (String wrong : List.of("hub.list.2", "hub.list.-1", "hub.list.00", "hub.list.99999999999")) {
            assertThrows(UnknownPathException.class, () -> get(wrong), wrong);
        }
    }

    @Test
    void theMessageNamesTheNearestParent() {
        String message = assertThrows(UnknownPathException.class, () -> get("hub.events.a.x"))
                .getMessage();
        assertTrue(message.contains("hub.events.a has "), message);
        assertTrue(message.contains("b") && message.contains("c"), message);
        String unknown = assertThrows(UnknownPathException.class, () -> get("nobody.home"))
                .getMessage();
        assertTrue(unknown.contains("no module"), unknown);
        for (String odd : List.of("", ".", "..", "hub.", ".hub", "hub..list", "x".repeat(5000))) {
            assertThrows(UnknownPathException.class, () -> get(odd), odd);
        }
    }
}
