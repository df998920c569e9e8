package dev.osprey.launcher.bundle;

import dev.osprey.launcher.bundle.Look.Standing;
import dev.osprey.launcher.manifest.ManifestException;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.module.BundleModule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * Finds bundles with a capability {@code osprey.module} and tells how they stand. The capability is read from what the bundle declares, so a
 * stopped one is known too. Thread-safe.
 */
public final class BundleModules implements AutoCloseable {

    private static final int ALL =
            Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final BundleWatcher watcher;
    private final BundleTracker<Bundle> tracker;
    private final FrameworkListener failures = this::failed;
    private final Map<Bundle, TrackedBundle> bodies = new ConcurrentHashMap<>();
    // One thread at a time tells the watcher.
    private final Object telling = new Object();
    // guarded by telling
    private final Map<TrackedBundle, Look> told = new HashMap<>();

    /** @param components what knows of components; or null, and then a bundle is all right when it is active */
    public BundleModules(BundleContext context, ServiceComponentRuntime components, BundleWatcher watcher) {
        this.context = context;
        this.components = components;
        this.watcher = watcher;
        this.tracker = new BundleTracker<>(context, ALL, new Customizer());
    }

    /** Begins; those that are there are told of before this returns. */
    public void open() {
        context.addFrameworkListener(failures);
        tracker.open();
    }

    /** Looks at all of them: a component that fails tells nobody. To be called now and then, as every second. */
    public void look() {
        bodies.values().forEach(this::tell);
    }

    private void tell(TrackedBundle body) {
        Look now = body.look();
        synchronized (telling) {
            Look before = told.get(body);
            if (before != null && !before.equals(now)) {
                told.put(body, now);
                watcher.changed(body, now);
            }
        }
    }

    private void failed(FrameworkEvent event) {
        TrackedBundle body = event.getType() == FrameworkEvent.ERROR ? bodies.get(event.getBundle()) : null;
        if (body != null && body.look().standing() == Standing.STOPPED) {
            body.failed(event.getThrowable());
            tell(body);
        }
    }

    @Override
    public void close() {
        context.removeFrameworkListener(failures);
        tracker.close();
    }

    private boolean enter(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<BundleCapability> capabilities =
                revision == null ? List.of() : revision.getDeclaredCapabilities(BundleModule.NAMESPACE);
        if (capabilities.isEmpty()) {
            return false;
        }
        try {
            String place = "Bundle " + bundle.getSymbolicName();
            TrackedBundle body =
                    new TrackedBundle(bundle, ManifestReader.ofBundle(fields(capabilities.get(0)), place), components);
            Look now = body.look();
            bodies.put(bundle, body);
            synchronized (telling) {
                told.put(body, now);
                watcher.found(body);
            }
            return true;
        } catch (ManifestException e) {
            synchronized (telling) {
                watcher.refused(bundle.getLocation(), e.getMessage());
            }
            return false;
        }
    }

    private void leave(Bundle bundle) {
        TrackedBundle body = bodies.remove(bundle);
        if (body != null) {
            synchronized (telling) {
                told.remove(body);
                watcher.gone(body);
            }
        }
    }

    /** The same attributes as those of a {@code module.md}, but for the name. */
    private static Map<String, Object> fields(BundleCapability capability) {
        Map<String, Object> fields = new HashMap<>();
        capability.getAttributes().forEach((key, value) -> {
            boolean unsaid = value instanceof String text && text.isBlank();
            if (!unsaid) {
                fields.put(
                        key.equals(BundleModule.NAMESPACE) ? "name" : key,
                        value instanceof Object[] array ? Arrays.asList(array) : value);
            }
        });
        return fields;
    }

    private final class Customizer implements BundleTrackerCustomizer<Bundle> {

        @Override
        public Bundle addingBundle(Bundle bundle, BundleEvent event) {
            return enter(bundle) ? bundle : null;
        }

        @Override
        public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle same) {
            if (event != null && event.getType() == BundleEvent.UPDATED) {
                leave(bundle);
                enter(bundle);
            } else {
                Optional.ofNullable(bodies.get(bundle)).ifPresent(BundleModules.this::tell);
            }
        }

        @Override
        public void removedBundle(Bundle bundle, BundleEvent event, Bundle same) {
            leave(bundle);
        }
    }
}
