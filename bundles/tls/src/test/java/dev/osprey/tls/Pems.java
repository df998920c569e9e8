package dev.osprey.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/** Identities and PEM files for tests. */
final class Pems {

    private Pems() {}

    static Identity identity(Instant now) throws IdentityException {
        return SelfSigned.make(Set.of("localhost", "127.0.0.1"), now);
    }

    static void certificate(Path file, Identity identity) throws IOException {
        Files.writeString(file, text(new JcaMiscPEMGenerator(identity.certificate())));
    }

    static void key(Path file, Identity identity) throws IOException {
        write(file, text(new JcaPKCS8Generator(identity.key(), null)));
    }

    /** EC PRIVATE KEY or RSA PRIVATE KEY. */
    static void traditionalKey(Path file, java.security.PrivateKey key) throws IOException {
        write(file, text(new JcaMiscPEMGenerator(key)));
    }

    static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String text(PemObjectGenerator object) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
