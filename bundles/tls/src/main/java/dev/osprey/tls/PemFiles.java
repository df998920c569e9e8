package dev.osprey.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Reads an identity from a certificate file and a key file, and refuses what would not work, with the reason. */
final class PemFiles {

    private static final int MAX_BYTES = 1 << 20;
    private static final byte[] PROBE = "osprey".getBytes(StandardCharsets.US_ASCII);

    private static final Map<String, String> KINDS =
            Map.of("1.2.840.113549.1.1.1", "RSA", "1.2.840.10045.2.1", "EC", "1.3.101.112", "Ed25519");

    private final Path certificate;
    private final Path key;

    PemFiles(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    Identity read(Clock clock) throws IdentityException {
        KeyMode.check(key);
        List<X509Certificate> chain = chain();
        Identity identity = new Identity(key(), chain);
        X509Certificate own = chain.get(0);
        Instant now = clock.instant();
        if (now.isAfter(own.getNotAfter().toInstant())) {
            throw new IdentityException(
                    "The certificate in " + certificate + " ended on "
                            + own.getNotAfter().toInstant(),
                    "put a new one there, with its key in " + key + "; it is taken into use by itself");
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            throw new IdentityException(
                    "The certificate in " + certificate + " begins only on "
                            + own.getNotBefore().toInstant(),
                    "check this machine's clock, or put a certificate there that is valid now");
        }
        if (!pair(identity)) {
            throw new IdentityException(
                    "The key in " + key + " is not that of the first certificate in " + certificate,
                    "put the certificate first and then those that signed it, and check that both files are of one renewal");
        }
        return identity;
    }

    private List<X509Certificate> chain() throws IdentityException {
        byte[] bytes = bytes(certificate, "certificate");
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.contains("-----BEGIN CERTIFICATE-----") && text.contains("PRIVATE KEY-----")) {
            throw new IdentityException(
                    certificate + " holds a private key and no certificate",
                    "swap the two paths: certificate = " + key + " and key = " + certificate);
        }
        try {
            List<X509Certificate> chain = new ArrayList<>();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            // Only the blocks themselves: a file may hold text between them, and the key as well.
            int from = text.indexOf("-----BEGIN CERTIFICATE-----");
            while (from >= 0) {
                int to = text.indexOf("-----END CERTIFICATE-----", from);
                String block = text.substring(from, to < 0 ? text.length() : to + "-----END CERTIFICATE-----".length());
                Certificate one = factory.generateCertificate(
                        new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1)));
                chain.add((X509Certificate) one);
                from = text.indexOf("-----BEGIN CERTIFICATE-----", from + 1);
            }
            if (chain.isEmpty()) {
                throw new CertificateException("it has no -----BEGIN CERTIFICATE-----");
            }
            return List.copyOf(chain);
        } catch (CertificateException e) {
            throw new IdentityException(
                    "The certificate in " + certificate + " cannot be read: " + e.getMessage(),
                    "give a PEM file: -----BEGIN CERTIFICATE-----, base64, -----END CERTIFICATE-----",
                    e);
        }
    }

    private PrivateKey key() throws IdentityException {
        String text = new String(bytes(key, "key"), StandardCharsets.ISO_8859_1);
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                if (block instanceof PrivateKeyInfo pkcs8) {
                    return key(pkcs8);
                }
                if (block instanceof PEMKeyPair pair) {
                    return key(pair.getPrivateKeyInfo());
                }
                if (block instanceof PKCS8EncryptedPrivateKeyInfo || block instanceof PEMEncryptedKeyPair) {
                    throw new IdentityException(
                            "The key in " + key + " is encrypted, and there is nobody to ask for its password",
                            "decrypt it: openssl pkey -in " + key + " -out " + key + ".plain && chmod 600 " + key
                                    + ".plain, and write key = " + key + ".plain");
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The parser's own exceptions may quote what it read; that is a secret.
            throw unreadable("its content is damaged or of an unknown kind");
        }
        throw unreadable(
                text.contains("-----BEGIN CERTIFICATE-----")
                        ? "it holds a certificate and no key; are the two paths swapped?"
                        : "it has no -----BEGIN PRIVATE KEY-----");
    }

    private PrivateKey key(PrivateKeyInfo info) throws GeneralSecurityException, IOException, IdentityException {
        String kind = KINDS.get(info.getPrivateKeyAlgorithm().getAlgorithm().getId());
        if (kind == null) {
            throw new IdentityException(
                    "The key in " + key + " is of the kind "
                            + info.getPrivateKeyAlgorithm().getAlgorithm().getId(),
                    "use one for EC (P-256 or P-384), RSA or Ed25519");
        }
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    private IdentityException unreadable(String why) {
        return new IdentityException(
                "The key in " + key + " cannot be read: " + why,
                "give an unencrypted PEM file: PRIVATE KEY (PKCS#8), RSA PRIVATE KEY or EC PRIVATE KEY");
    }

    private static byte[] bytes(Path file, String setting) throws IdentityException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IdentityException(
                        file + " has more than " + MAX_BYTES + " bytes", "give a PEM file as " + setting);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IdentityException(
                    "The " + setting + " file " + file + " cannot be read: " + e,
                    "check that it is there and that this user may read it, or correct " + setting
                            + " in etc/dev.osprey.tls.cfg",
                    e);
        }
    }

    /** Whether what the key signs is good for the certificate. */
    private static boolean pair(Identity identity) {
        String algorithm =
                switch (identity.key().getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "Ed25519";
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(identity.key());
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(identity.certificate().getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // A certificate for a key of another kind.
            return false;
        }
    }
}
