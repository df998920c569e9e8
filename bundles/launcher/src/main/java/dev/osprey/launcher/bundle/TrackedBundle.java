package dev.osprey.launcher.bundle;

import dev.osprey.launcher.bundle.Look.Standing;
import dev.osprey.launcher.manifest.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A bundle of the framework that is a module. */
final class TrackedBundle implements BundleBody {

    private final Bundle bundle;
    private final Manifest manifest;
    private final ServiceComponentRuntime components;
    // why it did not start the last time, until it does
    private volatile String failure;

    TrackedBundle(Bundle bundle, Manifest manifest, ServiceComponentRuntime components) {
        this.bundle = bundle;
        this.manifest = manifest;
        this.components = components;
    }

    @Override
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public long id() {
        return bundle.getBundleId();
    }

    @Override
    public String symbolicName() {
        return bundle.getSymbolicName();
    }

    @Override
    public String location() {
        return bundle.getLocation();
    }

    @Override
    public Look look() {
        return switch (bundle.getState()) {
            case Bundle.STARTING -> new Look(Standing.STARTING, null);
            case Bundle.ACTIVE -> active();
            case Bundle.STOPPING -> new Look(Standing.STOPPING, null);
            case Bundle.UNINSTALLED -> new Look(Standing.STOPPED, null);
            default -> new Look(failure == null ? Standing.STOPPED : Standing.FAILED, failure);
        };
    }

    private Look active() {
        failure = null;
        return components == null ? new Look(Standing.ACTIVE, null) : ComponentLook.of(components, bundle);
    }

    /** The framework said that it could not be started or resolved, whoever tried. */
    void failed(Throwable cause) {
        failure = text(cause);
    }

    @Override
    public void start(boolean lasting) {
        try {
            failure = null;
            bundle.start(lasting ? 0 : Bundle.START_TRANSIENT);
        } catch (BundleException | IllegalStateException | SecurityException e) {
            failed(e);
            throw new BundleFailedException(symbolicName() + " did not start: " + failure, e);
        }
    }

    @Override
    public void stop(boolean lasting) {
        try {
            failure = null;
            bundle.stop(lasting ? 0 : Bundle.STOP_TRANSIENT);
        } catch (BundleException | IllegalStateException | SecurityException e) {
            throw new BundleFailedException(symbolicName() + " did not stop as it should: " + text(e), e);
        }
    }

    private static String text(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof BundleException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
        return cause instanceof BundleException ? message : cause.getClass().getSimpleName() + ": " + message;
    }
}
