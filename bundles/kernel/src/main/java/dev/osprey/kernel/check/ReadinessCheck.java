package dev.osprey.kernel.check;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import dev.osprey.system.Readiness;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether all doors are open. */
@Component
public final class ReadinessCheck implements Check {

    private static final String NAME = "kernel.readiness";

    private final Readiness readiness;

    @Activate
    public ReadinessCheck(@Reference Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public List<Finding> look() {
        List<String> missing = readiness.missing();
        if (missing.isEmpty()) {
            return List.of(new Finding(
                    NAME, Finding.Level.OK, "Osprey is ready, up for " + readiness.uptimeMillis() / 1000 + " s", null));
        }
        return List.of(new Finding(
                NAME,
                Finding.Level.FAIL,
                "Osprey is not ready: " + String.join("; ", missing),
                "If it has just started, ask again in a moment; else see logs/osprey.log"));
    }
}
