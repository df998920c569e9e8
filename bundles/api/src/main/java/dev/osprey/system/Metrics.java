package dev.osprey.system;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Numbers of one part, for {@code GET /metrics}: register it as a service. Must be quick; called from any thread. */
@ConsumerType
@FunctionalInterface
public interface Metrics {

    /** The numbers as of now. */
    List<Metric> now();
}
