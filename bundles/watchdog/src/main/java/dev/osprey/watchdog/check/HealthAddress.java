package dev.osprey.watchdog.check;

import dev.osprey.module.WatchSpec.Health;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a module is asked whether it is well: only ever on this machine, whatever its registry entry says.
 *
 * @param byName whether {@code localhost} was said, which may also mean an address that this JVM does not speak to
 */
record HealthAddress(String host, int port, String path, boolean byName) {

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]{0,2000}");

    static final String REFUSED = "its registry entry names no http address on 127.0.0.1, which alone is asked";

    /**
     * From the manifest, and for what that leaves open from the registry entry.
     *
     * @param document of the entry, or empty
     * @return empty if there is nothing to ask
     * @throws IllegalArgumentException if what there is may not be asked
     */
    static Optional<HealthAddress> of(Health health, Map<String, Object> document) {
        String path = health != null && health.path() != null ? health.path() : text(document, "health_endpoint");
        if (health != null && health.port() > 0) {
            return Optional.of(checked("127.0.0.1", health.port(), path == null ? "/health" : path));
        }
        String api = text(document, "api_endpoint");
        if (path == null || (api == null && !path.startsWith("http"))) {
            return Optional.empty();
        }
        return Optional.of(path.startsWith("/") ? at(uri(api), path) : at(uri(path), null));
    }

    private static HealthAddress at(URI base, String path) {
        if (!"http".equals(base.getScheme()) || base.getHost() == null || base.getUserInfo() != null) {
            throw new IllegalArgumentException(REFUSED);
        }
        return checked(base.getHost(), base.getPort() < 0 ? 80 : base.getPort(), path == null ? target(base) : path);
    }

    private static HealthAddress checked(String host, int port, String path) {
        boolean byName = host.equalsIgnoreCase("localhost");
        if (!byName && !LOOPBACK.matcher(host).matches()
                || port < 1
                || port > 65_535
                || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(REFUSED);
        }
        return new HealthAddress(byName ? "127.0.0.1" : host, port, path, byName);
    }

    private static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(REFUSED, e);
        }
    }

    private static String text(Map<String, Object> document, String key) {
        return document.get(key) instanceof String text && !text.isEmpty() ? text : null;
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port + path;
    }
}
