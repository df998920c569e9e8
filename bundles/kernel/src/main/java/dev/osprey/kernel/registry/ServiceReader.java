package dev.osprey.kernel.registry;

import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a service with a module id says: its {@link Registration} if it is one, else what its properties give. */
final class ServiceReader {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceReader.class);
    private final BundleContext context;
    private final Clock clock;
    private final Supplier<Limits> limits;
    private final Supplier<FrameworkPublisher.Publishing> publishing;

    /** @param publishing what this thread is registering, null if nothing */
    ServiceReader(
            BundleContext context,
            Clock clock,
            Supplier<Limits> limits,
            Supplier<FrameworkPublisher.Publishing> publishing) {
        this.context = context;
        this.clock = clock;
        this.limits = limits;
        this.publishing = publishing;
    }

    /** @return empty if it cannot be an entry, which is logged, or if the service is gone */
    Optional<Holding> read(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            return Optional.empty();
        }
        Object id = reference.getProperty(Registry.MODULE_ID);
        if (!(id instanceof String moduleId) || !ModuleIds.valid(moduleId)) {
            LOG.warn(
                    "Bundle {} has a service with {}={}, which is not a module id; use 1 to 128 characters of A-Z a-z 0-9 . _ ~ -",
                    bundle.getSymbolicName(),
                    Registry.MODULE_ID,
                    id);
            return Optional.empty();
        }
        Holding.Kind kind = kind(reference, bundle);
        String holder = kind == Holding.Kind.BUNDLE
                ? "bundle:" + bundle.getSymbolicName()
                : text(reference, ServiceKeys.HOLDER, "bundle:" + bundle.getSymbolicName());
        FrameworkPublisher.Publishing mine = kind == Holding.Kind.LEASED ? publishing.get() : null;
        boolean known = mine != null && mine.registration().moduleId().equals(moduleId);
        try {
            return Optional.of(new Holding(
                    (Long) reference.getProperty(Constants.SERVICE_ID),
                    moduleId,
                    kind,
                    holder,
                    known ? mine.registration().document() : document(reference, kind, moduleId),
                    known ? mine.at() : clock.instant()));
        } catch (IllegalArgumentException refused) {
            LOG.warn(
                    "The service of bundle {} with {}={} is no entry: {}",
                    bundle.getSymbolicName(),
                    Registry.MODULE_ID,
                    moduleId,
                    refused.getMessage());
            return Optional.empty();
        }
    }

    private Holding.Kind kind(ServiceReference<?> reference, Bundle bundle) {
        boolean ours = bundle.getBundleId() == context.getBundle().getBundleId();
        return ours && reference.getProperty(ServiceKeys.KIND) instanceof String kind
                ? Holding.Kind.valueOf(kind)
                : Holding.Kind.BUNDLE;
    }

    private Map<String, Object> document(ServiceReference<?> reference, Holding.Kind kind, String moduleId) {
        boolean record = Arrays.asList((String[]) reference.getProperty(Constants.OBJECTCLASS))
                .contains(Registration.class.getName());
        Object service = record ? context.getService(reference) : null;
        if (service instanceof Registration registration) {
            context.ungetService(reference);
            return kind == Holding.Kind.BUNDLE
                    ? DocumentCopy.of(registration.document(), limits.get())
                    : registration.document();
        }
        Map<String, Object> derived = new LinkedHashMap<>();
        derived.put("module_id", moduleId);
        derived.put("module_type", text(reference, Registry.MODULE_TYPE, "bundle"));
        derived.put("name", text(reference, Registry.MODULE_NAME, moduleId));
        if (reference.getProperty(Registry.MODULE_DOCUMENT) instanceof String json) {
            derived.putAll(DocumentJson.parse(json));
            derived.put("module_id", moduleId);
        }
        return DocumentCopy.of(derived, limits.get());
    }

    private static String text(ServiceReference<?> reference, String key, String otherwise) {
        return reference.getProperty(key) instanceof String text ? text : otherwise;
    }
}
