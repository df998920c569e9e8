package dev.osprey.kernel.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import dev.osprey.event.Event;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.Subject;
import dev.osprey.registry.Match;
import dev.osprey.registry.Registry;
import dev.osprey.registry.UnknownPathException;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelToolsTest {

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    /** An implementation that answers the few methods a tool uses. */
    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private final ToolCall call = fake(ToolCall.class, (method, arguments) -> Principal.of("olga", Role.OPERATOR));

    private static String code(Runnable action) {
        return assertThrows(ToolException.class, action::run).code();
    }

    @Test
    void lookupCutsAtItsLimitAndSaysSo() {
        Registry registry = fake(Registry.class, (method, globs) -> {
            if (globs[0].equals("many")) {
                throw new IllegalArgumentException("too many");
            }
            assertEquals(List.of("m*", "*", "1"), List.of(globs));
            return IntStream.range(0, 3)
                    .mapToObj(i -> new Match("m" + i, "f", i))
                    .toList();
        });
        RegistryLookupTool tool = new RegistryLookupTool(registry);
        assertEquals(
                Map.of(
                        "rows",
                        List.of(
                                Map.of("module_id", "m0", "field", "f", "value", 0),
                                Map.of("module_id", "m1", "field", "f", "value", 1)),
                        "truncated",
                        true),
                tool.call(Map.of("module", "m*", "value", "1", "limit", 2), call));
        assertEquals("invalid_input", code(() -> tool.call(Map.of("module", "many"), call)));
    }

    @Test
    void getPassesTheHintOn() {
        Registry registry = fake(Registry.class, (method, path) -> {
            if (path[0].equals("hub.url")) {
                return "ws://x";
            }
            throw new UnknownPathException("nothing at " + path[0]);
        });
        RegistryGetTool tool = new RegistryGetTool(registry);
        assertEquals("ws://x", tool.call(Map.of("path", "hub.url"), call));
        assertEquals("invalid_input", code(() -> tool.call(Map.of("path", "hub.x"), call)));
    }

    @Test
    void publishSpeaksForTheCallerIfItMay() {
        AtomicReference<EventDraft> published = new AtomicReference<>();
        EventHub hub = fake(EventHub.class, (method, arguments) -> {
            EventDraft draft = (EventDraft) arguments[0];
            String subject = new Subject(draft.subject()).value();
            published.set(draft);
            return new Event("e1", subject, draft.source(), Instant.EPOCH, new byte[0], null, null, null, 7);
        });
        AccessControl access = fake(AccessControl.class, (method, arguments) -> {
            boolean allowed = !"module.started".equals(arguments[2]);
            return new Verdict(allowed, allowed ? "fine" : "reserved", allowed ? null : "use another subject");
        });
        EventPublishTool tool = new EventPublishTool(access, hub);

        assertEquals(
                Map.of("id", "e1", "sequence", 7L),
                tool.call(Map.of("subject", "room.warm", "data", List.of(1), "correlation_id", "c"), call));
        assertEquals(new EventDraft("room.warm", "olga", List.of(1), "c", null, null), published.get());
        tool.call(Map.of("subject", "room.warm"), call);
        assertEquals(Map.of(), published.get().data());
        assertEquals("denied", code(() -> tool.call(Map.of("subject", "module.started"), call)));
        assertEquals("invalid_input", code(() -> tool.call(Map.of("subject", "a..b"), call)));
        assertTrue(published.get().subject().equals("room.warm"));
    }
}
