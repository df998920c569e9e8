package dev.osprey.kernel.audit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The audit trail. */
@ObjectClassDefinition(name = "Osprey audit trail")
public @interface AuditConfiguration {

    /** The configuration's PID. */
    String PID = "dev.osprey.kernel.audit";

    @AttributeDefinition(
            name = "Queue",
            description = "Lines that may wait for the disk; more are lost, and a line audit.lost says how many")
    int queue() default 10_000;

    @AttributeDefinition(
            name = "File size in MiB",
            description = "A larger audit.jsonl is renamed to audit-TIME.jsonl and kept; Osprey never deletes one")
    int mebibytes() default 64;
}
