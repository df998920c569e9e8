package dev.osprey.launcher.bundle;

/** Hears of bundles that are modules. Called by one thread at a time, often the framework's own: it must not wait. */
public interface BundleWatcher {

    /** One is there, started or not. */
    void found(BundleBody body);

    /** It stands otherwise than it was last told, whoever did that. */
    void changed(BundleBody body, Look look);

    /** It was uninstalled or updated; an update is followed by another {@link #found}. */
    void gone(BundleBody body);

    /** Its capability cannot be used. */
    void refused(String location, String problem);
}
