package dev.osprey.bench.registry;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.bench.BareFramework;
import dev.osprey.kernel.access.HashedCredentials;
import dev.osprey.kernel.access.TableAccessControl;
import dev.osprey.kernel.event.BundleEventHub;
import dev.osprey.kernel.event.EventWorkers;
import dev.osprey.kernel.event.SubjectRouter;
import dev.osprey.kernel.registry.OsgiRegistry;
import dev.osprey.kernel.registry.RegistryConfiguration;
import dev.osprey.kernel.store.FileDocuments;
import dev.osprey.registry.Registry;
import dev.osprey.system.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentContext;

/** The kernel's registry with its event hub and access control in a framework of its own. */
final class RegistryInFramework implements AutoCloseable {

    /** Nothing expires while it is measured, and there is room for more. */
    private static final Map<String, Object> LARGE = Map.of("ttl", 1_000_000, "max_entries", 1_000_000);

    private final BareFramework framework = new BareFramework();
    private final EventWorkers workers = new EventWorkers();
    private final Principal admin = Principal.of("admin", Role.ADMIN);
    private final Registry registry;

    RegistryInFramework() {
        Path folder = framework.folder();
        try {
            Files.createDirectory(folder.resolve("secrets"));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the framework is not writable", e);
        }
        Home home = proxy(Home.class, method -> folder.resolve(method.getName()));
        FileDocuments documents = new FileDocuments(home);
        TableAccessControl access = new TableAccessControl(
                new HashedCredentials(home, documents), documents, (principal, door, action, resource, outcome) -> {
                    throw new IllegalStateException("Nothing should be denied, but " + action + " was " + outcome);
                });
        BundleContext context = framework.context();
        ComponentContext component = proxy(ComponentContext.class, method -> context.getBundle());
        registry = new OsgiRegistry(
                context,
                proxy(
                        RegistryConfiguration.class,
                        method -> LARGE.getOrDefault(method.getName(), method.getDefaultValue())),
                access,
                new BundleEventHub(component, new SubjectRouter(), workers));
    }

    private static <T> T proxy(Class<T> type, Function<Method, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answers.apply(method)));
    }

    Registry registry() {
        return registry;
    }

    BundleContext context() {
        return framework.context();
    }

    void register(int number) {
        registry.register(admin, Samples.registration(number));
    }

    Principal admin() {
        return admin;
    }

    @Override
    public void close() {
        framework.close();
        workers.close();
    }
}
