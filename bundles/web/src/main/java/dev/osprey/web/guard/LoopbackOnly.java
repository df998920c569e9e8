package dev.osprey.web.guard;

import dev.osprey.system.RefusedBinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps plain HTTP on loopback: stands between the configuration and Pax Web, so that a socket beyond it is never opened, not even
 * for a moment. Registered by the activator, since Pax Web may start before any component.
 */
final class LoopbackOnly implements ConfigurationPlugin {

    static final String PID = "org.ops4j.pax.web";
    static final String ADDRESSES = "org.ops4j.pax.web.listening.addresses";

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackOnly.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String IS_LOOPBACK = "127(\\.[0-9]{1,3}){3}|localhost|::1|\\[::1]|0:0:0:0:0:0:0:1";

    private final Consumer<RefusedBinding> told;
    private final AtomicReference<RefusedBinding> refused = new AtomicReference<>();

    /** @param told gets what is refused, and null when nothing is any more; called on a change only */
    LoopbackOnly(Consumer<RefusedBinding> told) {
        this.told = told;
    }

    static void open(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CM_TARGET, new String[] {PID});
        // From 0 to 1000 a plugin may change what is delivered; the last word is ours.
        properties.put(CM_RANKING, 1000);
        context.registerService(ConfigurationPlugin.class, new LoopbackOnly(new Announced(context)), properties);
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reference, Dictionary<String, Object> properties) {
        List<String> asked = addresses(properties.get(ADDRESSES));
        List<String> granted =
                asked.stream().filter(address -> address.matches(IS_LOOPBACK)).toList();
        // Pax Web's own default is every address.
        properties.put(ADDRESSES, granted.isEmpty() ? LOOPBACK : String.join(",", granted));
        List<String> beyond = new ArrayList<>(asked);
        beyond.removeAll(granted);
        tell(beyond.isEmpty() ? null : new RefusedBinding("HTTP", String.join(",", beyond), ADDRESSES, PID));
    }

    private static List<String> addresses(Object value) {
        if (value == null) {
            return List.of();
        }
        String text = value instanceof String[] several ? String.join(",", several) : value.toString();
        return Arrays.stream(text.split("[,;\\s]+"))
                .filter(address -> !address.isEmpty())
                .toList();
    }

    private void tell(RefusedBinding now) {
        if (!Objects.equals(refused.getAndSet(now), now)) {
            told.accept(now);
        }
    }

    /** Puts it into the log and among the services. */
    private static final class Announced implements Consumer<RefusedBinding> {

        private final BundleContext context;
        private final AtomicReference<ServiceRegistration<RefusedBinding>> registration = new AtomicReference<>();

        Announced(BundleContext context) {
            this.context = context;
        }

        @Override
        public void accept(RefusedBinding now) {
            ServiceRegistration<RefusedBinding> next = null;
            if (now != null) {
                LOG.warn("{} {}", now.found(), now.remedy());
                next = context.registerService(RefusedBinding.class, now, null);
            }
            ServiceRegistration<RefusedBinding> last = registration.getAndSet(next);
            if (last != null) {
                last.unregister();
            }
        }
    }
}
