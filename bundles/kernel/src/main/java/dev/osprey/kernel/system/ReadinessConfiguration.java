package dev.osprey.kernel.system;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** When the system counts as ready. */
@ObjectClassDefinition(name = "Osprey readiness")
public @interface ReadinessConfiguration {

    /** The configuration's PID. */
    String PID = "dev.osprey.kernel.system";

    @AttributeDefinition(
            name = "Required endpoints",
            description = "Names of the endpoints that must be open, separated by commas")
    String required() default "http,hub,ssh";

    @AttributeDefinition(
            name = "Required services",
            description = "Comma-separated class names of services without which the system is not ready")
    String required_services() default "";
}
