package dev.osprey.kernel.tool;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.registry.Registration;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Constants;

/** A tool table with everything about it that can be looked at. */
final class Desk implements AutoCloseable {

    static final Principal OPERATOR = Principal.of("olga", Role.OPERATOR);
    static final Principal VIEWER = Principal.of("vera", Role.VIEWER);
    static final Principal MODULE = new Principal("bot", Role.MODULE, "one");

    final RecordingAudit audit = new RecordingAudit();
    final List<String> events = new CopyOnWriteArrayList<>();
    final Map<String, Registration> entries = new ConcurrentHashMap<>();
    final Set<String> granted = ConcurrentHashMap.newKeySet();
    final CallRoom room = new CallRoom(4, 2);
    final CallEngine engine = new CallEngine(room, audit);
    final ToolDesk tools = new ToolDesk(
            new ToolAccess(new GrantedTools(granted)),
            engine,
            (subject, tool) -> events.add(subject + " " + tool.name() + " " + tool.bundle()),
            (registration, properties) -> {
                entries.put(registration.moduleId(), registration);
                return () -> entries.remove(registration.moduleId(), registration);
            });
    private final OfferReader reader = new OfferReader();

    Desk() {
        granted.add("test.granted");
    }

    static Map<String, Object> definition(long id, String name, Object... more) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                Constants.SERVICE_ID,
                id,
                Constants.SERVICE_BUNDLEID,
                id / 10,
                "osprey.tool.name",
                name,
                "osprey.tool.description",
                "For a test.",
                "osprey.tool.input",
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put((String) more[i], more[i + 1]);
        }
        return properties;
    }

    void add(long id, String name, Tool tool, Object... more) {
        tools.add(reader.read(tool, definition(id, name, more), "bundle-" + id / 10));
    }

    Call call(String name, Object... input) {
        return call(OPERATOR, name, null, input);
    }

    Call call(Principal principal, String name, Duration timeout, Object... input) {
        Map<String, Object> arguments = new HashMap<>();
        for (int i = 0; i < input.length; i += 2) {
            arguments.put((String) input[i], input[i + 1]);
        }
        return (Call) tools.call(
                new ToolRequest(principal, "test", name, arguments, timeout), dev.osprey.tool.ToolObserver.NONE);
    }

    static String code(Runnable action) {
        try {
            action.run();
        } catch (ToolException failure) {
            return failure.code();
        }
        return "ok";
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("It did not come to be within 20 s");
            }
            LockSupport.parkNanos(200_000);
        }
    }

    @Override
    public void close() {
        tools.close();
    }
}
