package dev.osprey.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.system.Finding;
import dev.osprey.system.Finding.Level;
import dev.osprey.system.RefusedBinding;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TlsSettingsTest {

    private static final Path HOME = Path.of("/home/osprey");

    private static TlsSettings read(String mode, String certificate, String key, String bind, String... names)
            throws IdentityException {
        return TlsSettings.of(new Given(mode, certificate, key, names, bind), HOME);
    }

    @Test
    void aFileHasNamesInOneStringAndPathsFromTheHome() throws Exception {
        TlsSettings settings = read("pem", "tls/c.pem", "/etc/k.pem", "0.0.0.0", "Osprey.LAN, 10.0.0.7,[fd00::1]");
        assertEquals(Set.of("osprey.lan", "10.0.0.7", "fd00::1"), settings.names());
        assertEquals(HOME.resolve("tls/c.pem"), settings.certificate());
        assertEquals(Path.of("/etc/k.pem"), settings.key());
        assertTrue(settings.beyondLoopback());
    }

    @Test
    void whatCannotBeIsRefusedWithTheLine() {
        assertTrue(refusal("on", "", "", "127.0.0.1").remedy().contains("mode = off, generated or pem"));
        assertTrue(refusal("pem", "c.pem", "", "127.0.0.1").getMessage().contains("key names no file"));
        assertTrue(refusal("generated", "", "", "everywhere").remedy().contains("bind = 127.0.0.1"));
        assertTrue(refusal("generated", "", "", "127.0.0.1", "https://x:1")
                .remedy()
                .contains("names ="));
    }

    private static IdentityException refusal(
            String mode, String certificate, String key, String bind, String... names) {
        return assertThrows(IdentityException.class, () -> read(mode, certificate, key, bind, names));
    }

    @Test
    void aBindingWithoutTlsIsFoundWithTheLinesToAdd() throws Exception {
        TlsSettings off = read("off", "", "", "0.0.0.0");
        RefusedBinding refused = new RefusedBinding("HTTP", "0.0.0.0", "some.setting", "some.pid");
        List<Finding> findings = Findings.of(off, null, null, List.of(refused), Clock.systemUTC());
        assertEquals(
                List.of(Level.WARN, Level.WARN),
                findings.stream().map(Finding::level).toList());
        assertTrue(findings.get(0).remedy().contains("mode = generated"));
        assertTrue(findings.get(1).remedy().contains("bind = 0.0.0.0")
                && findings.get(1).remedy().contains("etc/some.pid.cfg"));
        List<Finding> fine = Findings.of(read("off", "", "", "127.0.0.1"), null, null, List.of(), Clock.systemUTC());
        assertEquals(List.of(Level.OK), fine.stream().map(Finding::level).toList());
    }

    private record Given(String mode, String certificate, String key, String[] names, String bind)
            implements TlsConfiguration {
        @Override
        public Class<? extends Annotation> annotationType() {
            return TlsConfiguration.class;
        }
    }
}
