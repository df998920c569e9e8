package dev.osprey.kernel.tool;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How many calls of tools may run at once. */
@ObjectClassDefinition(name = "Osprey tools", description = "How many calls of tools may run at once")
public @interface ToolConfiguration {

    String PID = "dev.osprey.kernel.tool";

    @AttributeDefinition(description = "Calls at once in all; one more is refused as busy")
    int max_concurrent() default 64;

    @AttributeDefinition(description = "Calls of one tool at once; one more is refused as busy")
    int max_concurrent_per_tool() default 8;
}
