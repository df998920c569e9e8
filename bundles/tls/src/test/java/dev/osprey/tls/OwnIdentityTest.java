package dev.osprey.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnIdentityTest {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "::1", "box.lan");

    @TempDir
    Path folder;

    private Instant now = START;

    private OwnIdentity own(Set<String> names) {
        return new OwnIdentity(folder, folder.resolve("export.crt"), names, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void theFirstStartMakesOneThatTheNextOnesKeep() throws Exception {
        Identity first = own(NAMES).first();
        assertEquals(Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "box.lan"), first.names());
        assertEquals(START.minusSeconds(3600).plus(SelfSigned.LIFE), first.notAfter());
        assertEquals(first.fingerprint(), own(NAMES).first().fingerprint());
    }

    @Test
    void whatIsNoLongerInForceIsTakenBackButNobodysOwnFile() throws Exception {
        Path export = folder.resolve("export.crt");
        own(NAMES).first();
        OwnIdentity.forget(folder, export);
        assertFalse(Files.exists(export));
        // A certificate of the user's own, put in the same place for mode = pem.
        Pems.certificate(export, Pems.identity(START));
        OwnIdentity.forget(folder, export);
        assertTrue(Files.exists(export));
        Files.delete(folder.resolve("tls.crt"));
        OwnIdentity.forget(folder, export);
        assertTrue(Files.exists(export));
    }

    @Test
    void keyAndExportHaveTheirModes() throws Exception {
        own(NAMES).first();
        assertEquals("rw-------", mode(folder.resolve("tls.key")));
        assertEquals("rw-r--r--", mode(folder.resolve("export.crt")));
        assertFalse(Files.readString(folder.resolve("export.crt")).contains("KEY"));
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of("export.crt", "tls.crt", "tls.key"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void itIsOneThatMayOnlyServe() throws Exception {
        var certificate = own(NAMES).first().certificate();
        certificate.verify(certificate.getPublicKey());
        assertEquals(-1, certificate.getBasicConstraints());
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
    }

    @Test
    void itIsRenewedAMonthBeforeItEnds() throws Exception {
        OwnIdentity own = own(NAMES);
        Identity first = own.first();
        now = first.notAfter().minus(OwnIdentity.AHEAD);
        assertNull(own.look());
        now = now.plus(Duration.ofMinutes(1));
        Identity second = own.look();
        assertNotEquals(first.fingerprint(), second.fingerprint());
        assertTrue(second.notAfter().isAfter(first.notAfter()));
        assertNull(own.look());
        assertEquals(second.fingerprint(), own(NAMES).first().fingerprint());
    }

    @Test
    void aNameThatItLacksMakesANewOne() throws Exception {
        Identity first = own(NAMES).first();
        Identity second = own(Set.of("localhost", "127.0.0.1", "::1", "box.lan", "other.lan"))
                .first();
        assertNotEquals(first.fingerprint(), second.fingerprint());
        assertEquals(second.fingerprint(), own(NAMES).first().fingerprint());
    }

    @Test
    void damagedFilesAreReplaced() throws Exception {
        own(NAMES).first();
        Files.writeString(folder.resolve("tls.crt"), "half");
        Identity second = own(NAMES).first();
        assertEquals(second.fingerprint(), own(NAMES).first().fingerprint());
    }
}
