package dev.osprey.tls;

import dev.osprey.system.Tls;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** The identity in force, behind one context. This class is threadsafe. */
final class LiveTls implements Tls {

    /** How long a client may go on with a session, and so with the certificate that it saw. */
    private static final int SESSION_SECONDS = 3_600;

    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

    private final SwitchingKeyManager keys;
    private final SSLContext context;
    private final TlsSettings settings;
    private volatile Set<String> names;

    LiveTls(Identity first, TlsSettings settings) {
        this.keys = new SwitchingKeyManager(first);
        this.settings = settings;
        try {
            this.context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[0], null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no TLS, which every Java platform must have", e);
        }
        context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
        this.names = names(first);
    }

    void change(Identity next) {
        keys.change(next);
        names = names(next);
    }

    private Set<String> names(Identity identity) {
        Set<String> all = new LinkedHashSet<>(identity.names());
        all.addAll(settings.names());
        return Set.copyOf(all);
    }

    @Override
    public SSLContext context() {
        return context;
    }

    /** Forward secrecy and authenticated encryption only: all of TLS 1.3, and of 1.2 ECDHE with GCM or ChaCha20. */
    @Override
    public SSLParameters parameters() {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(
                Arrays.stream(context.getSupportedSSLParameters().getProtocols())
                        .filter(PROTOCOLS::contains)
                        .toArray(String[]::new));
        parameters.setCipherSuites(Arrays.stream(parameters.getCipherSuites())
                .filter(suite -> suite.matches("TLS_(AES|CHACHA20)_.*|TLS_ECDHE_.*_(GCM|CHACHA20_POLY1305)_.*"))
                .toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    @Override
    public String bind() {
        return settings.bind();
    }

    @Override
    public String fingerprint() {
        return keys.current().fingerprint();
    }

    @Override
    public Instant notAfter() {
        return keys.current().notAfter();
    }

    @Override
    public Set<String> names() {
        return names;
    }
}
