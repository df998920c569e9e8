package dev.osprey.shell.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

    private List<String> proposals(Modules modules, String typed) {
        ModuleNames completer = new ModuleNames();
        completer.context = context(modules);
        List<String> candidates = new ArrayList<>();
        completer.complete(null, line(typed), candidates);
        return candidates;
    }

    private static Modules modules(String... names) {
        List<ModuleStatus> all = List.of(names).stream()
                .map(name -> new ModuleStatus(name, name, null, null, null, true, null, 0, null, null, null, null))
                .toList();
        return proxy(Modules.class, () -> all);
    }

    private BundleContext context(Modules modules) {
        ServiceReference<?> reference = proxy(ServiceReference.class, () -> null);
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServiceReference" -> modules == null ? null : reference;
                    case "getService" -> {
                        held.incrementAndGet();
                        yield modules;
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
