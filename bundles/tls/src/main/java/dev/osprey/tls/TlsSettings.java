package dev.osprey.tls;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The configuration, checked. Paths are relative to the home. */
record TlsSettings(Mode mode, Path certificate, Path key, Set<String> names, String bind) {

    enum Mode {
        OFF,
        GENERATED,
        PEM
    }

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]{2,45}");

    static TlsSettings of(TlsConfiguration c, Path home) throws IdentityException {
        Mode mode = mode(c.mode().strip());
        if (mode == Mode.PEM && (c.certificate().isBlank() || c.key().isBlank())) {
            throw new IdentityException(
                    "mode is pem, but " + (c.certificate().isBlank() ? "certificate" : "key") + " names no file",
                    "write certificate = /path/fullchain.pem and key = /path/privkey.pem into etc/dev.osprey.tls.cfg");
        }
        return new TlsSettings(
                mode,
                file(home, c.certificate()),
                file(home, c.key()),
                names(c.names()),
                bind(c.bind().strip()));
    }

    private static Mode mode(String text) throws IdentityException {
        for (Mode mode : Mode.values()) {
            if (mode.name().equalsIgnoreCase(text)) {
                return mode;
            }
        }
        throw new IdentityException(
                "mode is \"" + text + "\"", "write mode = off, generated or pem into etc/dev.osprey.tls.cfg");
    }

    private static Path file(Path home, String name) {
        return name.isBlank() ? null : home.resolve(name.strip());
    }

    private static Set<String> names(String[] configured) throws IdentityException {
        Set<String> names = new LinkedHashSet<>();
        // A .cfg file holds one string, the Web Console gives several.
        for (String entry : Arrays.stream(configured)
                .flatMap(text -> Arrays.stream(text.split(",")))
                .toList()) {
            String name = entry.strip().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
            if (!name.isEmpty() && !NAME.matcher(name).matches()) {
                throw new IdentityException(
                        "names has \"" + name + "\", which is neither a host name nor an address",
                        "write names = host.example, 192.168.1.7 into etc/dev.osprey.tls.cfg, without port");
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        if (names.size() > 100) {
            throw new IdentityException("names has " + names.size() + " entries", "give at most 100");
        }
        return names;
    }

    private static String bind(String text) throws IdentityException {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IdentityException(
                    "bind is \"" + text + "\", which is no address",
                    "write bind = 127.0.0.1, or 0.0.0.0 for every address, into etc/dev.osprey.tls.cfg");
        }
        return text;
    }

    boolean beyondLoopback() {
        return !bind.startsWith("127.") && !bind.equals("::1");
    }
}
