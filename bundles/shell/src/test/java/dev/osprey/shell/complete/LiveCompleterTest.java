package dev.osprey.shell.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.EventJournal;
import dev.osprey.event.StreamInfo;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.registry.Entry;
import dev.osprey.registry.Registry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.karaf.shell.api.console.CommandLine;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class LiveCompleterTest {

    private final AtomicInteger held = new AtomicInteger();

    @Test
    void proposesWhatLivesNow() {
        assertEquals(List.of("clock ", "cloud "), proposals(modules("lamp", "clock", "cloud"), "clo"));
        assertEquals(0, held.get());
    }

    @Test
    void aFaultyServiceProposesNothing() {
        Modules faulty = proxy(Modules.class, () -> {
            throw new IllegalStateException("stopping");
        });
        assertEquals(List.of(), proposals(faulty, "clo"));
        assertEquals(0, held.get());
    }

    @Test
    void withoutTheServiceNothingIsProposed() {
        assertEquals(List.of(), proposals(null, "clo"));
    }

    @Test
    void patternsComeFromSubjectsAndStreams() {
        List<String> proposals = all(new Patterns());
        assertTrue(proposals.containsAll(List.of("module.>", "task.>", "lamp.attic.>", "lamp.attic.on", "door.*")));
    }

    @Test
    void subjectsAreNoPatterns() {
        List<String> proposals = all(new Subjects());
        assertTrue(proposals.containsAll(List.of("module.ready", "lamp.attic.on")));
        assertEquals(
                List.of(),
                proposals.stream().filter(each -> each.matches(".*[*>].*")).toList());
    }

    @Test
    void streamsAreProposedByName() {
        assertEquals(List.of("task "), all(new StreamNames()));
    }

    /** What a completer proposes where one module lives and one stream is kept. */
    private List<String> all(LiveCompleter<?> completer) {
        Map<String, Object> document =
                Map.of("events_publish", Map.of("lamp.attic.on", "It is on."), "events_subscribe", List.of("door.*"));
        List<Entry> entries = List.of(new Entry("lamp", document, "lamp", null, null, null));
        List<StreamInfo> streams = List.of(
                new StreamInfo("task", List.of("task.>"), "disk", false, 0, 0, 0, 0, null, 0, 0, Duration.ZERO, 0));
        Map<String, Object> services = Map.of(
                Registry.class.getName(), proxy(Registry.class, () -> entries),
                EventJournal.class.getName(), proxy(EventJournal.class, () -> streams));
        completer.context = context(services::get);
        List<String> candidates = new ArrayList<>();
        completer.complete(null, line(""), candidates);
        return completer instanceof StreamNames
                ? candidates
                : candidates.stream().map(String::strip).toList();
    }

    private List<String> proposals(Modules modules, String typed) {
        ModuleNames completer = new ModuleNames();
        completer.context = context(type -> modules);
        List<String> candidates = new ArrayList<>();
        completer.complete(null, line(typed), candidates);
        return candidates;
    }

    private static Modules modules(String... names) {
        List<ModuleStatus> all = List.of(names).stream()
                .map(name -> new ModuleStatus(
                        name, name, null, null, null, null, true, null, 0, 0, null, null, null, null, null, 0, null,
                        null, List.of(), null))
                .toList();
        return proxy(Modules.class, () -> all);
    }

    /** @param services what lives, by the name of its type; null for nothing */
    private BundleContext context(Function<String, Object> services) {
        Map<ServiceReference<?>, Object> references = new IdentityHashMap<>();
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServiceReference" -> {
                        Object service = services.apply(((Class<?>) arguments[0]).getName());
                        ServiceReference<?> reference =
                                service == null ? null : proxy(ServiceReference.class, () -> null);
                        references.put(reference, service);
                        yield reference;
                    }
                    case "getService" -> {
                        held.incrementAndGet();
                        yield references.get(arguments[0]);
                    }
                    case "ungetService" -> {
                        held.decrementAndGet();
                        yield true;
                    }
                    default -> null;
                });
    }

    private static CommandLine line(String typed) {
        return (CommandLine) Proxy.newProxyInstance(
                CommandLine.class.getClassLoader(),
                new Class<?>[] {CommandLine.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getCursorArgument" -> typed;
                    case "getArgumentPosition", "getBufferPosition" -> typed.length();
                    default -> null;
                });
    }

    private interface Answer {
        Object get();
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.get()));
    }
}
