package dev.osprey.system;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Looks at one thing that Osprey needs, for {@code osprey:doctor}: register it as a service. Must be quick and change nothing. */
@ConsumerType
@FunctionalInterface
public interface Check {

    /** Component property, {@code true}: that this component waits for a service is as it should be, and no finding. */
    String DORMANT = "osprey.dormant";

    /** Looks. An exception counts as a {@link Finding.Level#FAIL}. */
    List<Finding> look();
}
