package dev.osprey.web.launcher;

import dev.osprey.module.Modules;
import dev.osprey.web.http.Refusal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The launcher, which may come and go. Thread-safe. */
final class LauncherSlot {

    private final AtomicReference<Modules> here = new AtomicReference<>();

    void put(Modules modules) {
        here.set(modules);
    }

    void take(Modules modules) {
        here.compareAndSet(modules, null);
    }

    /** The launcher; without one the request is refused. */
    Modules modules() {
        Modules modules = here.get();
        if (modules != null) {
            return modules;
        }
        throw absent();
    }

    static Refusal absent() {
        return new Refusal(
                503,
                "unavailable",
                "The launcher does not run",
                "start the bundle dev.osprey.launcher, or look into the log why it does not",
                Map.of("Retry-After", "1"));
    }
}
