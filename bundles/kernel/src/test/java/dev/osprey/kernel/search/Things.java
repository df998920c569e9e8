package dev.osprey.kernel.search;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import dev.osprey.search.Findable;
import dev.osprey.search.SearchSource;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A small world to search in. */
final class Things {

    static final Principal ADMIN = Principal.of("ada", Role.ADMIN);
    static final Principal VIEWER = Principal.of("vic", Role.VIEWER);

    /** Viewers may not see services. */
    static final AccessControl ACCESS = (AccessControl) Proxy.newProxyInstance(
            Things.class.getClassLoader(), new Class<?>[] {AccessControl.class}, (proxy, method, arguments) -> {
                boolean yes =
                        arguments[1] != Permission.SERVICE_READ || ((Principal) arguments[0]).role() == Role.ADMIN;
                return new Verdict(yes, "so it is", yes ? null : "ask");
            });

    /** A source whose items may change, and that counts its open streams. */
    static final class Shelf implements SearchSource {

        final List<Findable> items = new CopyOnWriteArrayList<>();
        final AtomicInteger open = new AtomicInteger();
        private final String kind;
        private final Permission permission;

        Shelf(String kind, Permission permission, Findable... items) {
            this.kind = kind;
            this.permission = permission;
            this.items.addAll(Arrays.asList(items));
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public Permission permission() {
            return permission;
        }

        @Override
        public Stream<Findable> items() {
            open.incrementAndGet();
            return items.stream().onClose(open::decrementAndGet);
        }
    }

    private Things() {}

    static Sources sources(SearchSource... all) {
        Sources sources = new Sources(ACCESS);
        long id = 0;
        for (SearchSource source : all) {
            sources.add(id++, new Source("dev.osprey.test", () -> source));
        }
        return sources;
    }

    static Findable module(String id, String name, String description, Map<String, Object> fields, String... tags) {
        return new Findable("module", id, name, description, List.of(tags), fields);
    }

    static Findable tool(String name, String description, String... tags) {
        return new Findable("tool", name, name, description, List.of(tags), Map.of("bundle", "dev.osprey.test"));
    }

    static Shelf modules(Findable... more) {
        List<Findable> items = new ArrayList<>(List.of(
                module(
                        "front_camera",
                        "Front camera",
                        "1080p camera at the door.",
                        Map.of("metadata", Map.of("room", "porch", "port", 9100)),
                        "device"),
                module(
                        "thermo",
                        "Thermometer",
                        "Measures the temperature of the kitchen",
                        Map.of("metadata", Map.of("port", 9000, "unit", "C", "admin_token", "abc")),
                        "sensor"),
                module(
                        "dev.osprey.launcher",
                        "dev.osprey.launcher",
                        "",
                        Map.of("module_type", "tool"),
                        "tool",
                        "module.start",
                        "module.stop",
                        "module.restart",
                        "module.list")));
        items.addAll(List.of(more));
        return new Shelf("module", Permission.REGISTRY_READ, items.toArray(Findable[]::new));
    }

    static Shelf tools() {
        return new Shelf(
                "tool",
                Permission.TOOL_LIST,
                tool("camera.capture", "Takes a picture with a camera.", "module", "width"),
                tool("module.stop", "Stops a module.", "name"),
                tool("module.start", "Starts a module.", "name"),
                tool("process.list", "Lists the processes that were started here."),
                tool("registry.get", "Reads the value at a dotted path of the registry.", "path"),
                tool("event.publish", "Publishes an event in the caller's name.", "subject", "data"));
    }

    static Shelf services() {
        return new Shelf(
                "service",
                Permission.SERVICE_READ,
                new Findable("service", "17", "CameraTool", "", List.of("Tool"), Map.of("service.id", 17)));
    }
}
