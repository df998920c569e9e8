package dev.osprey.launcher.run;

import dev.osprey.launcher.bundle.BundleBody;
import dev.osprey.launcher.bundle.BundleFailedException;
import dev.osprey.launcher.bundle.Look;
import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.state.Rules;
import dev.osprey.launcher.state.StopTimes;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ReadyCheck;
import java.time.Duration;

/** A module that is a bundle. It is told what it is told of its bundle by the {@link BundleTable}. */
final class BundleRun implements Body {

    /** A bundle stops by its own code, on the thread that stops it; nobody can end that. */
    private static final StopTimes TIMES = StopTimes.unasked(Duration.ofSeconds(10));

    private final BundleBody bundle;
    private volatile LivingBundle living;

    BundleRun(BundleBody bundle) {
        this.bundle = bundle;
    }

    BundleBody bundle() {
        return bundle;
    }

    /** The run of now, or null. */
    LivingBundle living() {
        return living;
    }

    @Override
    public ModuleKind kind() {
        return ModuleKind.BUNDLE;
    }

    @Override
    public Manifest manifest() {
        return bundle.manifest();
    }

    @Override
    public String place() {
        return bundle.location();
    }

    @Override
    public String source() {
        return Manifest.BUNDLE;
    }

    @Override
    public Rules rules() {
        Manifest manifest = bundle.manifest();
        return new Rules(
                manifest.name(),
                manifest.restart(),
                ReadyCheck.USUAL,
                manifest.launch().timeout(),
                TIMES);
    }

    @Override
    public boolean up() {
        Look.Standing standing = bundle.look().standing();
        return standing == Look.Standing.ACTIVE || standing == Look.Standing.STARTING;
    }

    @Override
    public boolean readyAtOnce() {
        return bundle.look().standing() == Look.Standing.ACTIVE;
    }

    @Override
    public Living start(long incarnation) {
        LivingBundle run = new LivingBundle(this, incarnation);
        living = run;
        try {
            bundle.start(true);
            return run;
        } catch (BundleFailedException e) {
            living = null;
            throw new BodyException(e.getMessage(), false, e);
        }
    }

    /** A bundle's services go with it. */
    @Override
    public void cutOff() {
        living = null;
    }

    @Override
    public void close() {
        living = null;
    }
}
