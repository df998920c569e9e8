package dev.osprey.kernel.registry;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Leases and limits of the registry. A change takes effect at once and ends no registration. */
@ObjectClassDefinition(name = "Osprey registry", description = "Leases and limits of the registry")
public @interface RegistryConfiguration {

    String PID = "dev.osprey.kernel.registry";

    @AttributeDefinition(description = "Seconds that a registration lives without a heartbeat")
    int ttl() default 60;

    @AttributeDefinition(description = "Seconds between two looks for expired registrations")
    int sweep() default 5;

    @AttributeDefinition(description = "Registrations at most; one more is refused")
    int max_entries() default 100_000;

    @AttributeDefinition(description = "Bytes of one registration at most, as JSON in UTF-8")
    int max_document_bytes() default 256 * 1024;

    @AttributeDefinition(description = "Nesting of one registration at most")
    int max_depth() default 32;

    @AttributeDefinition(description = "Rows of one look-up at most; a look-up with more is refused")
    int max_rows() default 200_000;

    @AttributeDefinition(
            description = "Changes kept for watches that come back; one that is further behind begins anew")
    int watch_changes() default 10_000;

    @AttributeDefinition(description = "Bytes of memory that kept changes may take; the oldest go first")
    int watch_bytes() default 32 << 20;
}
