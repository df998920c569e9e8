package dev.osprey.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.system.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PEM files on disk, a real TLS socket, and what happens to them. */
class KeeperTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private Path certificate;
    private Path key;
    private TlsSettings settings;
    private final List<String> announced = new ArrayList<>();

    @BeforeEach
    void paths() {
        certificate = folder.resolve("c.pem");
        key = folder.resolve("k.pem");
        settings = new TlsSettings(TlsSettings.Mode.PEM, certificate, key, Set.of("osprey.lan"), "127.0.0.1");
    }

    private Keeper keeper() {
        return new Keeper(new WatchedFiles(certificate, key, CLOCK), settings, tls -> announced.add(tls.fingerprint()));
    }

    private Identity put() throws Exception {
        Identity identity = Pems.identity(Instant.now());
        Pems.certificate(certificate, identity);
        Pems.key(key, identity);
        return identity;
    }

    private Identity begun(Keeper keeper) throws Exception {
        // Files of now, so that a client with the real clock takes them.
        Identity identity = put();
        keeper.begin();
        return identity;
    }

    /** Connects to a listener of this identity. @return the certificate that it showed */
    private static X509Certificate shown(LiveTls tls, Identity trusted, String... protocols) throws Exception {
        KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
        trust.load(null, null);
        trust.setCertificateEntry("server", trusted.certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, managers.getTrustManagers(), null);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket server =
                (SSLServerSocket) tls.context().getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            server.setSSLParameters(tls.parameters());
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (SSLSocket accepted = (SSLSocket) server.accept()) {
                    accepted.setSoTimeout(10_000);
                    accepted.startHandshake();
                } catch (IOException e) {
                    // The client says what went wrong.
                    assertNotNull(e.getMessage());
                }
            });
            try (SSLSocket socket =
                    (SSLSocket) client.getSocketFactory().createSocket("localhost", server.getLocalPort())) {
                socket.setSoTimeout(10_000);
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                if (protocols.length > 0) {
                    parameters.setProtocols(protocols);
                }
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return (X509Certificate) socket.getSession().getPeerCertificates()[0];
            } finally {
                served.join();
            }
        }
    }

    @Test
    void aClientThatTrustsTheCertificateConnectsByName() throws Exception {
        Keeper keeper = keeper();
        Identity identity = begun(keeper);
        assertEquals(identity.certificate(), shown(keeper.live(), identity));
        assertEquals(identity.certificate(), shown(keeper.live(), identity, "TLSv1.2"));
        assertThrows(SSLException.class, () -> shown(keeper.live(), Pems.identity(Instant.now())));
        assertEquals(
                Set.of("localhost", "127.0.0.1", "osprey.lan"), keeper.live().names());
    }

    @Test
    void onlyForwardSecretAuthenticatedCiphersAreOffered() throws Exception {
        Keeper keeper = keeper();
        begun(keeper);
        SSLParameters parameters = keeper.live().parameters();
        assertEquals(Set.of("TLSv1.3", "TLSv1.2"), Set.of(parameters.getProtocols()));
        assertTrue(parameters.getCipherSuites().length >= 4);
        for (String suite : parameters.getCipherSuites()) {
            assertTrue(suite.matches("TLS_(AES|CHACHA20|ECDHE).*(GCM|POLY1305).*"), suite);
        }
    }

    @Test
    void changedFilesAreTakenOnceTheyHaveSettled() throws Exception {
        Keeper keeper = keeper();
        Identity first = begun(keeper);
        keeper.look();
        Identity second = put();
        keeper.look();
        assertEquals(first.fingerprint(), keeper.live().fingerprint(), "they may still be being written");
        keeper.look();
        assertEquals(second.certificate(), shown(keeper.live(), second));
        assertEquals(List.of(first.fingerprint(), second.fingerprint()), announced);
        assertEquals(
                Set.of("localhost", "127.0.0.1", "osprey.lan"), keeper.live().names());
        keeper.look();
        assertEquals(2, announced.size());
    }

    @Test
    void aBadRenewalLeavesTheOldOneInForceAndIsToldUntilItIsMended() throws Exception {
        Keeper keeper = keeper();
        Identity first = begun(keeper);
        Pems.key(key, Pems.identity(Instant.now()));
        keeper.look();
        keeper.look();
        assertEquals(first.certificate(), shown(keeper.live(), first));
        assertTrue(keeper.problem().getMessage().contains("is not that of"));
        Finding finding = Findings.of(settings, keeper.live(), keeper.problem(), List.of(), CLOCK)
                .get(0);
        assertEquals(Finding.Level.WARN, finding.level());
        Identity second = put();
        keeper.look();
        keeper.look();
        assertNull(keeper.problem());
        assertEquals(second.fingerprint(), keeper.live().fingerprint());
    }

    @Test
    void aDoorThatDoesNotListenIsFound() throws Exception {
        Keeper keeper = keeper();
        begun(keeper);
        assertEquals(List.of(), Findings.silent(Set.of("http", "https", "hub", "hubs"), keeper.live()));
        Finding finding =
                Findings.silent(Set.of("http", "https", "hub"), keeper.live()).get(0);
        assertEquals("tls.hubs", finding.check());
        assertTrue(finding.remedy().contains("bind in etc/dev.osprey.tls.cfg"));
    }

    @Test
    void withoutAnIdentityNothingIsAnnouncedUntilTheFilesCome() throws Exception {
        Keeper keeper = keeper();
        keeper.begin();
        assertNull(keeper.live());
        Finding finding =
                Findings.of(settings, null, keeper.problem(), List.of(), CLOCK).get(0);
        assertEquals(Finding.Level.FAIL, finding.level());
        Identity identity = put();
        Files.setPosixFilePermissions(key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        keeper.look();
        keeper.look();
        assertEquals("chmod 600 " + key, keeper.problem().remedy());
        Files.setPosixFilePermissions(key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        keeper.look();
        keeper.look();
        assertEquals(List.of(identity.fingerprint()), announced);
    }
}
