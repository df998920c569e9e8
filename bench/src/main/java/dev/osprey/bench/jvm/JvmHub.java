package dev.osprey.bench.jvm;

import dev.osprey.event.EventHub;
import dev.osprey.event.EventSink;
import dev.osprey.kernel.event.BundleEventHub;
import dev.osprey.kernel.event.EventWorkers;
import dev.osprey.kernel.event.SubjectRouter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;

/** The kernel's event hub as a bundle sees it. No framework is needed: it is asked for a bundle's name once. */
final class JvmHub implements AutoCloseable {

    private final SubjectRouter router = new SubjectRouter();
    private final EventWorkers workers = new EventWorkers();
    private final BundleEventHub hub;

    JvmHub() {
        Bundle bundle = proxy(Bundle.class, method -> "dev.osprey.bench");
        ComponentContext context = proxy(ComponentContext.class, method -> bundle);
        hub = new BundleEventHub(context, router, workers);
    }

    private static <T> T proxy(Class<T> type, Function<Method, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answers.apply(method)));
    }

    EventHub hub() {
        return hub;
    }

    void subscribe(String pattern, EventSink sink) {
        router.subscribe(pattern, sink);
    }

    @Override
    public void close() {
        hub.close();
        workers.close();
    }
}
