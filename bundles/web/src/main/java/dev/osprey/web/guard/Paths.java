package dev.osprey.web.guard;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which paths are whose. */
final class Paths {

    private static final Set<String> ANONYMOUS = Set.of("/health", "/health/live", "/health/ready", "/osprey/login");
    private static final String STATIC = "/osprey/static/";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._~-]*");
    /** Spellings that two readers of one path could take for different paths. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("(?i)//|;|\\\\|%2e|%2f|%5c|%0[0-9a-f]|%1[0-9a-f]|%7f|/\\.{1,2}(/|$)|%(?![0-9a-f]{2})");

    private static final Set<String> OWN =
            Set.of("/modules", "/lookup", "/tokens", "/query", "/verify", "/osprey", "/health", "/metrics", "/stats");
    private static final List<String> OWN_BELOW = List.of("/api/", "/osprey/", "/get/", "/launcher/", "/health/");
    private static final String CONSOLE = "/system/console";

    private Paths() {}

    /** Whether everybody may read it; only ever true for the plain spelling. */
    static boolean anonymous(String raw) {
        return ANONYMOUS.contains(raw)
                || raw.startsWith(STATIC) && PLAIN.matcher(raw).matches() && !raw.contains("//") && !raw.contains("..");
    }

    static boolean ambiguous(String raw) {
        return !raw.startsWith("/") || AMBIGUOUS.matcher(raw).find();
    }

    /** Whether it belongs to the Web Console, in any case. */
    static boolean console(String path) {
        return path.toLowerCase(Locale.ROOT).startsWith(CONSOLE);
    }

    /** Whether it is Osprey's own, which decides for itself what each role may do. */
    static boolean own(String path) {
        return OWN.contains(path) || OWN_BELOW.stream().anyMatch(path::startsWith);
    }

    /** Whether it is a file that browsers may keep. */
    static boolean cacheable(String path) {
        return path.startsWith(STATIC) || console(path);
    }
}
