package dev.osprey.tls;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Configuration of TLS for all doors, PID {@value #PID}. */
@ObjectClassDefinition(
        name = "Osprey TLS",
        description = "The certificate for HTTPS and for the event hub over TLS, and where both listen",
        id = TlsConfiguration.PID)
@interface TlsConfiguration {

    String PID = "dev.osprey.tls";

    @AttributeDefinition(
            description = "off: no TLS; generated: a certificate of this installation's own; pem: one from files",
            options = {@Option("off"), @Option("generated"), @Option("pem")})
    String mode() default "off";

    @AttributeDefinition(description = "For pem: the file with the certificate, followed by those that signed it")
    String certificate() default "";

    @AttributeDefinition(description = "For pem: the file with its private key, not encrypted, mode 0600")
    String key() default "";

    @AttributeDefinition(
            description =
                    "More names and addresses under which this machine is called; a generated certificate is good for them")
    String[] names() default {};

    @AttributeDefinition(description = "Address that the TLS listeners bind to; 0.0.0.0 is every one of this machine")
    String bind() default "127.0.0.1";
}
