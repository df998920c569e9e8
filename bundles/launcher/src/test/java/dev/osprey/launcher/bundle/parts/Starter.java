package dev.osprey.launcher.bundle.parts;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Starts as long as the system property of the bundle's name does not forbid it. */
public final class Starter implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        String name = context.getBundle().getSymbolicName();
        if (Boolean.getBoolean("test.refuse." + name)) {
            throw new IllegalStateException(name + " has no licence");
        }
    }

    @Override
    public void stop(BundleContext context) {
        String name = context.getBundle().getSymbolicName();
        if (Boolean.getBoolean("test.cling." + name)) {
            throw new IllegalStateException(name + " clings");
        }
    }
}
