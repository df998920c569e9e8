package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.Modules;
import dev.osprey.registry.Registry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

class BorrowedServicesTest {

    private final List<Object> out = new ArrayList<>();
    private final Registry registry = proxy(Registry.class, (method, arguments) -> null);

    @Test
    void aServiceIsBorrowedOnceAndGivenBack() {
        try (BorrowedServices services = new BorrowedServices(context(true))) {
            assertSame(registry, services.get(Registry.class));
            assertSame(registry, services.get(Registry.class));
            assertEquals(1, out.size());
        }
        assertTrue(out.isEmpty());
    }

    @Test
    void anAbsentServiceNamesTheBundleThatBringsIt() {
        try (BorrowedServices services = new BorrowedServices(context(false))) {
            Failure kernel = assertThrows(Failure.class, () -> services.get(Registry.class));
            assertTrue(kernel.text().contains("bundle:start dev.osprey.kernel"), kernel.text());
            Failure launcher = assertThrows(Failure.class, () -> services.get(Modules.class));
            assertTrue(launcher.text().contains("bundle:start dev.osprey.launcher"), launcher.text());
            assertEquals("unavailable", launcher.code());
        }
    }

    private BundleContext context(boolean present) {
        ServiceReference<?> reference = proxy(ServiceReference.class, (method, arguments) -> null);
        ServiceObjects<?> objects = proxy(ServiceObjects.class, (method, arguments) -> {
            if (method.equals("getService")) {
                out.add(registry);
                return registry;
            }
            return out.removeIf(each -> each == arguments[0]);
        });
        return proxy(BundleContext.class, (method, arguments) -> switch (method) {
            case "getServiceReference" -> present ? reference : null;
            case "getServiceObjects" -> objects;
            default -> null;
        });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
