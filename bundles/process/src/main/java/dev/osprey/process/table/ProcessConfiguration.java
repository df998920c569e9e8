package dev.osprey.process.table;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of process control. */
@ObjectClassDefinition(name = "Osprey processes")
public @interface ProcessConfiguration {

    String PID = "dev.osprey.process";

    @AttributeDefinition(name = "Most processes", description = "How many spawned processes may live at once")
    int max_processes() default 512;

    @AttributeDefinition(
            name = "Grace at stop, in seconds",
            description =
                    "How long processes have after the polite signal when Osprey or the part that started them stops")
    int stop_grace_seconds() default 2;

    @AttributeDefinition(
            name = "Control groups",
            description = "Whether each process gets a control group of its own, where the host allows it")
    boolean control_groups() default true;

    @AttributeDefinition(
            name = "Sandbox program",
            description = "The bubblewrap program that makes sandboxes: a path, or a name in PATH")
    String sandbox_program() default "bwrap";
}
