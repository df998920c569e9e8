package dev.osprey.launcher.run;

import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.place.Overrides;
import dev.osprey.launcher.scan.KiteTree;
import dev.osprey.module.ModuleState;
import dev.osprey.module.Why;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes modules on and lets them go. Thread-safe. */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Workshop shop;
    private final Roster roster;
    private final Overrides overrides;
    private final Runnable lookAgain;

    /** @param lookAgain asks for another look soon; called by any thread */
    Intake(Workshop shop, Roster roster, Overrides overrides, Runnable lookAgain) {
        this.shop = shop;
        this.roster = roster;
        this.overrides = overrides;
        this.lookAgain = lookAgain;
    }

    /** What a manifest's state comes to, as long as nobody has chosen another. */
    static ModuleState usual(Manifest manifest) {
        boolean needless = KiteTree.replaced(manifest.name()) && manifest.state() == ModuleState.ENABLED;
        return needless ? ModuleState.MANUAL : manifest.state();
    }

    Runner take(Body body) {
        Manifest manifest = body.manifest();
        String name = manifest.name();
        ModuleState state = overrides.of(name, usual(manifest));
        Runner runner = new Runner(shop, roster, body, state, why(name, state));
        shop.log(manifest);
        shop.record("scanned", name, 0, Map.of("state", Statuses.word(state), "module_dir", body.place()));
        LOG.info("Module {} found in {}, {}", name, body.place(), Statuses.word(state));
        roster.add(runner);
        return runner;
    }

    private static Why why(String name, ModuleState state) {
        if (state == ModuleState.MANUAL && KiteTree.replaced(name)) {
            return new Why(Why.Code.REPLACED, KiteTree.REPLACED, null, Instant.now());
        }
        return switch (state) {
            case ENABLED -> null;
            case MANUAL -> new Why(Why.Code.MANUAL, "starts on request", null, Instant.now());
            case DISABLED -> new Why(Why.Code.DISABLED, "is disabled", null, Instant.now());
        };
    }

    /** Its name is free again only when it is gone. */
    void retire(Runner runner, String reason) {
        runner.end(new Why(Why.Code.REMOVED, reason, null, Instant.now())).thenRun(() -> {
            shop.record("removed", runner.name(), 0, Map.of());
            roster.remove(runner);
            lookAgain.run();
        });
    }
}
