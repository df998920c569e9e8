package dev.osprey.itests;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Notes each bundle that stops, is unresolved or refreshed while it is open. */
final class Restarts implements SynchronousBundleListener, AutoCloseable {

    private static final int NOTEWORTHY = BundleEvent.STOPPING | BundleEvent.UNRESOLVED | BundleEvent.UPDATED;

    private final BundleContext context;
    private final Queue<Bundle> noted = new ConcurrentLinkedQueue<>();

    Restarts(BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if ((event.getType() & NOTEWORTHY) != 0) {
            noted.add(event.getBundle());
        }
    }

    List<String> except(Predicate<String> expected) {
        return noted.stream()
                .map(Bundle::getSymbolicName)
                .filter(expected.negate())
                .distinct()
                .collect(Collectors.toList());
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }
}
