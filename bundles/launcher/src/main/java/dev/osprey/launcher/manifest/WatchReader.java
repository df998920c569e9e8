package dev.osprey.launcher.manifest;

import dev.osprey.module.WatchSpec;
import dev.osprey.module.WatchSpec.Health;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code watchdog}: {@code false}, or a map of what differs from what every module has. */
final class WatchReader {

    private static final String KEY = "watchdog";
    private static final Set<String> KEYS =
            Set.of("health", "heartbeat", "alive", "cpu", "memory", "silence", "dump", "grace", "restarts", "window");
    private static final Set<String> HEALTH = Set.of("url", "port", "path", "interval", "timeout", "failures");
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final double HOUR = 3_600;
    private static final double DAY = 24 * HOUR;
    private static final double USUAL_PART = 0.95;
    private static final Duration USUAL_HEALTH = Duration.ofSeconds(15);
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);

    private WatchReader() {}

    /**
     * What is said, and otherwise what is usual.
     *
     * @param memoryLimit bytes that the module may use, or 0; near it the watchdog acts before the kernel does
     * @param java whether a SIGQUIT makes it write its stacks and does not end it
     */
    static WatchSpec read(Fields fields, long memoryLimit, boolean java) {
        WatchSpec usual = WatchSpec.USUAL;
        boolean on = fields.isMap(KEY) || fields.flag(KEY, true);
        Fields map = fields.isMap(KEY) ? fields.map(KEY, KEYS) : fields.none();
        Fields cpu = map.map("cpu", Set.of("cores", "for"));
        Fields memory = map.map("memory", Set.of("grow", "over", "floor", "max"));
        return new WatchSpec(
                on,
                map.has("health") ? health(map.map("health", HEALTH)) : null,
                map.secondsOrOff("heartbeat", usual.heartbeat(), 1, DAY),
                map.secondsOrOff("alive", null, 0.1, DAY),
                cpu.has("cores") || cpu.has("for") ? (Double) cpu.number("cores", USUAL_PART, 0.01, 1_024) : null,
                cpu.seconds("for", usual.cpuFor(), 1, DAY),
                memory.has("grow") ? (Double) memory.number("grow", 0, 1.01, 1_000) : null,
                memory.seconds("over", usual.memoryOver(), 1, 7 * DAY),
                memory.bytes("floor", usual.memoryFloor(), 0, Long.MAX_VALUE),
                memory.bytes("max", (long) (memoryLimit * USUAL_PART), 1, Long.MAX_VALUE),
                map.secondsOrOff("silence", null, 1, 7 * DAY),
                dump(map, java),
                map.seconds("grace", usual.grace(), 0, HOUR),
                map.whole("restarts", usual.restarts(), 0, 1_000),
                map.seconds("window", usual.window(), 1, 7 * DAY));
    }

    private static String dump(Fields map, boolean java) {
        String word = map.word("dump", java ? "quit" : "none", List.of("none", "quit", "usr1", "usr2"));
        return word.equals("none") ? null : word.toUpperCase(Locale.ROOT);
    }

    private static Health health(Fields map) {
        int port = map.whole("port", 0, 1, 65_535);
        String path = map.text("path", null);
        if (map.has("url")) {
            URI url = local(map);
            port = url.getPort();
            path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        }
        if (path != null && !path.startsWith("/")) {
            throw map.notGood("path", "begin with /");
        }
        return new Health(
                port,
                path,
                map.seconds("interval", USUAL_HEALTH, 0.5, HOUR),
                map.seconds("timeout", USUAL_TIMEOUT, 0.1, 60),
                map.whole("failures", 3, 1, 100));
    }

    private static URI local(Fields map) {
        try {
            URI url = URI.create(map.text("url", ""));
            if ("http".equals(url.getScheme()) && HOSTS.contains(url.getHost()) && url.getPort() > 0) {
                return url.getRawPath().isEmpty() ? url.resolve("/") : url;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw map.notGood("url", "that is no address, give one such as http://127.0.0.1:9000/health");
        }
        throw map.notGood("url", "only this machine is asked, give one such as http://127.0.0.1:9000/health");
    }
}
