package dev.osprey.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A private key and the certificates that speak for it, its own first. */
record Identity(PrivateKey key, List<X509Certificate> chain) {

    private static final int DNS = 2;
    private static final int IP = 7;

    X509Certificate certificate() {
        return chain.get(0);
    }

    Instant notAfter() {
        return certificate().getNotAfter().toInstant();
    }

    String fingerprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "This JVM has no SHA-256, or cannot write a certificate that it has read", e);
        }
    }

    /** The names and addresses that the certificate is good for; what is a wildcard is not in it. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> all = certificate().getSubjectAlternativeNames();
            for (List<?> one : all == null ? List.<List<?>>of() : all) {
                int type = (Integer) one.get(0);
                String name = String.valueOf(one.get(1)).toLowerCase(Locale.ROOT);
                if ((type == DNS || type == IP) && !name.contains("*")) {
                    names.add(name);
                }
            }
        } catch (CertificateParsingException e) {
            // Nobody can be called by names that nobody can read.
            return Set.of();
        }
        return names;
    }

    @Override
    public String toString() {
        return "Identity[" + fingerprint() + "]";
    }
}
