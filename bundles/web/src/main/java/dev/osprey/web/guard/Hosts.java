package dev.osprey.web.guard;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names under which Osprey may be called, so that a foreign name that resolves to this machine (DNS rebinding) is not served.
 * A name without a port stands for the port that the request came in through.
 */
final class Hosts {

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern ENTRY =
            Pattern.compile("([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?");

    private final Set<String> entries;

    /** @throws IllegalArgumentException if an entry is not a host or host and port */
    Hosts(List<String> configured) {
        entries = Stream.concat(LOOPBACK.stream(), configured.stream())
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .map(Hosts::check)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String check(String entry) {
        if (!ENTRY.matcher(entry).matches()) {
            throw new IllegalArgumentException("The host " + entry
                    + " is not allowed; give a name or address, with :PORT if it is called by another port");
        }
        return entry;
    }

    /** Whether a Host header or authority is one of ours, for a request that came in this way. */
    boolean allowed(String authority, Inbound in) {
        return authority != null && allowed(authority.toLowerCase(Locale.ROOT), in, in.secure() ? 443 : 80);
    }

    /** Whether an Origin header is one of ours, for a request that came in this way. */
    boolean allowedOrigin(String origin, Inbound in) {
        String text = origin.toLowerCase(Locale.ROOT);
        if (text.startsWith("http://")) {
            return allowed(text.substring("http://".length()), in, 80);
        }
        return text.startsWith("https://") && allowed(text.substring("https://".length()), in, 443);
    }

    private boolean allowed(String authority, Inbound in, int standardPort) {
        if (!ENTRY.matcher(authority).matches()) {
            return false;
        }
        int colon = authority.lastIndexOf(':');
        boolean withPort = colon > authority.lastIndexOf(']');
        String host = withPort ? authority.substring(0, colon) : authority;
        int named = withPort ? Integer.parseInt(authority.substring(colon + 1)) : standardPort;
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return named == in.port() && (entries.contains(host) || in.certified().contains(bare))
                || entries.contains(host + ":" + named);
    }
}
