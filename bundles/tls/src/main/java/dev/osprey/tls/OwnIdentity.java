package dev.osprey.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The identity of this installation: made when there is none, and again before it ends or when it lacks a name. */
final class OwnIdentity implements Source {

    /** How long before its end it is renewed. */
    static final Duration AHEAD = Duration.ofDays(30);

    private static final String CERTIFICATE = "tls.crt";

    private static final Logger LOG = LoggerFactory.getLogger(OwnIdentity.class);

    private final Path key;
    private final Path certificate;
    private final Path export;
    private final Set<String> names;
    private final Clock clock;
    private Identity current;

    OwnIdentity(Path secrets, Path export, Set<String> names, Clock clock) {
        this.key = secrets.resolve("tls.key");
        this.certificate = secrets.resolve(CERTIFICATE);
        this.export = export;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public Identity first() throws IdentityException {
        Identity found = kept();
        if (found == null) {
            found = renewed();
        }
        export(found);
        current = found;
        return current;
    }

    @Override
    public Identity look() throws IdentityException {
        if (current == null) {
            return first();
        }
        if (!ending(current)) {
            return null;
        }
        Identity next = renewed();
        export(next);
        current = next;
        return current;
    }

    private boolean ending(Identity identity) {
        return clock.instant().isAfter(identity.notAfter().minus(AHEAD));
    }

    /** What an earlier start left, if it still serves. */
    private Identity kept() {
        if (!Files.exists(key) || !Files.exists(certificate)) {
            return null;
        }
        try {
            Identity kept = new PemFiles(certificate, key).read(clock);
            if (ending(kept)) {
                LOG.info("The certificate in {} ends on {}; a new one is made", certificate, kept.notAfter());
            } else if (!Names.covers(kept.names(), names)) {
                LOG.info("The certificate in {} lacks one of the names {}; a new one is made", certificate, names);
            } else {
                return kept;
            }
        } catch (IdentityException e) {
            LOG.warn("{}; a new one is made, and clients that trusted the old one have to trust it", e.getMessage());
        }
        return null;
    }

    private Identity renewed() throws IdentityException {
        Identity made = SelfSigned.make(names, clock.instant());
        try {
            // The key first: a kill between the two leaves a pair that does not fit, and the next start makes a new
            // one.
            Written.replace(key, pem(new JcaPKCS8Generator(made.key(), null)), Written.SECRET);
            Written.replace(certificate, pem(new JcaMiscPEMGenerator(made.certificate())), Written.SECRET);
        } catch (IOException e) {
            throw new IdentityException(
                    "The new certificate cannot be kept in " + key.getParent() + ": " + e,
                    "check free space and the owner of that folder",
                    e);
        }
        return made;
    }

    /** For clients, beside the secrets: what they have to trust. */
    private void export(Identity identity) throws IdentityException {
        try {
            byte[] bytes = pem(new JcaMiscPEMGenerator(identity.certificate()));
            Written.replace(export, bytes, Written.PUBLIC);
        } catch (IOException e) {
            throw new IdentityException(
                    "The certificate for clients cannot be written to " + export + ": " + e,
                    "check free space and the owner of that folder",
                    e);
        }
    }

    /** Removes the copy for clients. A file of the same name with another content is somebody's own, and stays. */
    static void forget(Path secrets, Path export) throws IOException {
        Path own = secrets.resolve(CERTIFICATE);
        if (Files.isRegularFile(export) && Files.isRegularFile(own) && Files.mismatch(export, own) < 0) {
            Files.delete(export);
        }
    }

    private static byte[] pem(PemObjectGenerator object) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
