package dev.osprey.launcher.bundle.parts;

import java.util.Map;

/** A component that needs a value. */
public final class Part {

    /** Called by the component runtime. */
    public void activate(Map<String, Object> properties) {
        if (Boolean.parseBoolean(String.valueOf(properties.get("broken")))) {
            throw new IllegalStateException("no port was configured");
        }
    }
}
