package dev.osprey.web.guard;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The guard before every HTTP context. */
@ObjectClassDefinition(name = "Osprey HTTP guard")
public @interface GuardConfiguration {

    /** The configuration's PID. */
    String PID = "dev.osprey.web.guard";

    @AttributeDefinition(
            name = "Hosts",
            description = "Names besides 127.0.0.1, localhost and [::1] under which Osprey may be called, separated by"
                    + " commas; NAME:PORT if a proxy shows another port")
    String hosts() default "";

    @AttributeDefinition(name = "Largest body", description = "In bytes")
    long maxBody() default 1 << 20;

    @AttributeDefinition(
            name = "Largest body of the Web Console",
            description = "In bytes; bundles are uploaded there, by admins only")
    long maxConsoleBody() default 64 << 20;
}
