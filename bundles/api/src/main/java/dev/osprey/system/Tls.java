package dev.osprey.system;

import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The identity with which Osprey's doors answer over TLS. The service is there only while TLS is on and an identity is in force.
 * After a renewal it stays the same service: {@link #context} gives the new certificate to new connections, and the service
 * property {@link #FINGERPRINT} changes, which is how to notice. Threadsafe.
 */
@ProviderType
public interface Tls {

    /** Service property: the same as {@link #fingerprint()}. */
    String FINGERPRINT = "fingerprint";

    /** The context for servers, the same object for the life of the service. */
    SSLContext context();

    /** A new copy of what servers set on an engine: protocols and cipher suites. */
    SSLParameters parameters();

    /** The local address that TLS listeners bind to, such as {@code 127.0.0.1} or {@code 0.0.0.0}. */
    String bind();

    /** The SHA-256 of the certificate in force: pairs of upper-case hex digits with colons between them. */
    String fingerprint();

    /** When the certificate in force ends. */
    Instant notAfter();

    /**
     * The names and addresses for which the certificate in force is good, and those that the configuration adds: lower-case, IPv6
     * addresses without brackets, no wildcards. A door answers to them over TLS.
     */
    Set<String> names();
}
