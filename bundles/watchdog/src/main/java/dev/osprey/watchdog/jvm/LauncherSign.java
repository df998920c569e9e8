package dev.osprey.watchdog.jvm;

import dev.osprey.watchdog.check.Look;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the launcher still answers the watch over modules. */
final class LauncherSign implements VitalSign {

    private static final Duration ALLOWED = Duration.ofSeconds(30);

    private final Supplier<Optional<Duration>> silentFor;

    /** @param silentFor empty while modules are not watched */
    LauncherSign(Supplier<Optional<Duration>> silentFor) {
        this.silentFor = silentFor;
    }

    @Override
    public String name() {
        return "jvm.launcher";
    }

    @Override
    public Look look(long now) {
        return silentFor
                .get()
                .map(silent -> silent.compareTo(ALLOWED) > 0
                        ? Look.bad("The launcher has not answered for " + silent.toSeconds() + " s", 1)
                        : Look.GOOD)
                .orElse(Look.UNKNOWN);
    }
}
