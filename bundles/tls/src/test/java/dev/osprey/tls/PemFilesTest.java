package dev.osprey.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFilesTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Clock CLOCK = Pems.at(NOW);
    private static final String ENCRYPTED_PKCS8 =
            """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg3neokemXFUQICCAAw
            DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEENJbmtWCb2SMU3EgD+4z3VwEgZDJ
            55gK306i2wfJ7boC1s7KSpigdvuHevjAl/RzWe6pPKyX42sx87f5ipP5jTuueEm7
            U9mKxvXA+ER0SAfCcaRaH6OP4D3WFbgU33VEQwDlkhom6PNtg9K2a4KxvVYAW5jQ
            BwuT6Sd/K/r3DDmCB6SBhPqKj0dcC+jZOe8Mt3NcY9cVqqCbB4UYVXStnlgZlh0=
            -----END ENCRYPTED PRIVATE KEY-----
            """;
    private static final String ENCRYPTED_TRADITIONAL =
            """
            -----BEGIN EC PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,4511A5E1F4217E845352A270E6412772

            o680eUjlubFhzlsgoDanphQ9WiNkzTk0UeS/yHWf8JU+hoCjK0JmhaDTpDHWHpBj
            ivG1gygOTCI/EVn51Vz+hiL6mDbeFEa4KN8rUirvrcfgV1DCq+gVo1GtgxAMxm1D
            /6+NdvH1HsU6g9uRM20PKGcabdeEg0c3ww9iT9fijBQ=
            -----END EC PRIVATE KEY-----
            """;

    /** As openssl ecparam -genkey writes it. */
    private static final String EC_PRIVATE_KEY =
            """
            -----BEGIN EC PARAMETERS-----
            BggqhkjOPQMBBw==
            -----END EC PARAMETERS-----
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIJgqHV+3SASQs8LT6EkGHfhb0m+kpzDF13lN0IwW2nHpoAoGCCqGSM49
            AwEHoUQDQgAEJatMWoaEpDfojwrABysiumf1ok8J34kIZKU8dZDX3OoL9CqEwOWy
            UUTsQ4AZ3xeaf94kObku4y5Z5K6T6TaUkA==
            -----END EC PRIVATE KEY-----
            """;

    @TempDir
    Path folder;

    private Path certificate;
    private Path key;
    private Identity identity;

    @BeforeEach
    void write() throws Exception {
        certificate = folder.resolve("fullchain.pem");
        key = folder.resolve("privkey.pem");
        identity = Pems.identity(NOW);
        Pems.certificate(certificate, identity);
        Pems.key(key, identity);
    }

    private Identity read() throws IdentityException {
        return new PemFiles(certificate, key).read(CLOCK);
    }

    private IdentityException refusal() {
        return assertThrows(IdentityException.class, this::read);
    }

    @Test
    void aPkcs8PairIsRead() throws Exception {
        assertEquals(identity.fingerprint(), read().fingerprint());
        assertEquals(identity.key(), read().key());
    }

    @Test
    void anEcPrivateKeyWithItsParametersIsRead() throws Exception {
        Pems.write(key, EC_PRIVATE_KEY);
        assertTrue(
                refusal().getMessage().contains("is not that of the first certificate"),
                refusal().getMessage());
    }

    @Test
    void anRsaPrivateKeyIsRead() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=rsa");
        X509Certificate certified = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(NOW),
                                Date.from(NOW.plus(Duration.ofDays(1))),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        Pems.certificate(certificate, new Identity(pair.getPrivate(), List.of(certified)));
        Pems.traditionalKey(key, pair.getPrivate());
        assertTrue(Files.readString(key).startsWith("-----BEGIN RSA PRIVATE KEY-----"));
        assertEquals("RSA", read().key().getAlgorithm());
    }

    @Test
    void theWholeChainIsReadAndTextBetweenIsSkipped() throws Exception {
        Path other = folder.resolve("ca.pem");
        Pems.certificate(other, Pems.identity(NOW));
        Files.writeString(
                certificate,
                "subject=mine\n" + Files.readString(certificate) + "subject=ca\n" + Files.readString(other));
        assertEquals(2, read().chain().size());
        assertEquals(identity.certificate(), read().certificate());
    }

    @Test
    void anExpiredCertificateIsRefused() {
        IdentityException refused = assertThrows(
                IdentityException.class, () -> new PemFiles(certificate, key).read(Pems.at(NOW.plus(SelfSigned.LIFE))));
        assertTrue(refused.getMessage().contains("ended on 2027-"), refused.getMessage());
        assertTrue(refused.remedy().contains("put a new one there"));
    }

    @Test
    void aCertificateOfTomorrowIsRefused() {
        IdentityException refused = assertThrows(IdentityException.class, () -> new PemFiles(certificate, key)
                .read(Pems.at(NOW.minus(Duration.ofDays(1)))));
        assertTrue(refused.remedy().contains("clock"));
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        Pems.key(key, Pems.identity(NOW));
        assertTrue(refusal().getMessage().contains("is not that of the first certificate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aKeyThatOthersMayReadOrWriteIsRefusedWithTheChmod(String mode) throws IOException {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
        assertEquals("chmod 600 " + key, refusal().remedy());
    }

    @ParameterizedTest
    @ValueSource(strings = {ENCRYPTED_PKCS8, ENCRYPTED_TRADITIONAL})
    void anEncryptedKeyIsRefusedWithTheCommandThatDecryptsIt(String text) throws IOException {
        Pems.write(key, text);
        assertTrue(
                refusal().remedy().contains("openssl pkey -in " + key),
                refusal().remedy());
    }

    @Test
    void swappedPathsAreNamed() throws Exception {
        Path swap = certificate;
        certificate = key;
        key = swap;
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertTrue(
                refusal().remedy().startsWith("swap the two paths"), refusal().remedy());
    }

    @Test
    void whatIsNoPemIsRefusedAndNotQuoted() throws IOException {
        Pems.write(key, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0LXNlY3JldA==\n-----END PRIVATE KEY-----\n");
        assertTrue(refusal().getMessage().contains("cannot be read"));
        assertFalse((refusal() + " " + refusal().getCause()).contains("secret-secret"));
        Files.writeString(certificate, "hello");
        assertTrue(refusal().getMessage().contains("BEGIN CERTIFICATE"));
        Files.delete(certificate);
        assertTrue(refusal().remedy().contains("check that it is there"));
        Files.delete(key);
        assertTrue(refusal().remedy().contains("check that it is there"));
    }
}
