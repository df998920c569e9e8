package dev.osprey.web.endpoint;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** HTTP over TLS, PID {@value #PID}; whether it is on, and where it binds to, dev.osprey.tls says. */
@ObjectClassDefinition(name = "Osprey HTTPS")
public @interface HttpsConfiguration {

    /** The configuration's PID. */
    String PID = "dev.osprey.web.https";

    /** The port unless configured. */
    int PORT = 8443;

    @AttributeDefinition(description = "Port, open while TLS is on; 0 picks a free one")
    int port() default PORT;

    @AttributeDefinition(description = "Whether a free port is taken when the default port is in use")
    boolean port_fallback() default true;
}
