package dev.osprey.launcher.bundle;

import dev.osprey.launcher.manifest.Manifest;

/** A bundle that is a module, for whoever runs it. Thread-safe; {@link #start} and {@link #stop} wait. */
public interface BundleBody {

    /** What its capability says. */
    Manifest manifest();

    /** Its id in the framework; another one after it was installed anew. */
    long id();

    String symbolicName();

    String location();

    /** How it stands now. */
    Look look();

    /**
     * Starts it.
     *
     * @param lasting whether it also starts with the framework from now on
     * @throws BundleFailedException with what the framework or the bundle's own code had against it
     */
    void start(boolean lasting);

    /**
     * Stops it; does nothing to a stopped one.
     *
     * @param lasting whether it also stays stopped at the next start of the framework
     * @throws BundleFailedException if its own code failed; it is stopped all the same
     */
    void stop(boolean lasting);
}
