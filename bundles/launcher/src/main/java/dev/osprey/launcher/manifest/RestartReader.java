package dev.osprey.launcher.manifest;

import dev.osprey.module.RestartPolicy;
import dev.osprey.module.RestartPolicy.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads {@code restart}: a word, or a map with {@code policy} and what differs from that word's values. */
final class RestartReader {

    private static final String KEY = "restart";
    private static final List<String> WORDS = List.of("always", "on-failure", "never", "kite");
    private static final Set<String> KEYS =
            Set.of("policy", "delay", "factor", "max_delay", "jitter", "healthy", "limit", "window");
    private static final Duration USUAL_WINDOW = Duration.ofMinutes(10);
    private static final double HOUR = 3_600;
    private static final double DAY = 24 * HOUR;

    private RestartReader() {}

    static RestartPolicy read(Fields fields, RestartPolicy otherwise) {
        if (!fields.has(KEY)) {
            return otherwise;
        }
        if (!fields.isMap(KEY)) {
            return named(fields.word(KEY, null, WORDS));
        }
        Fields map = fields.map(KEY, KEYS);
        RestartPolicy base = named(map.word("policy", "on-failure", WORDS));
        Duration delay = map.seconds("delay", base.delay(), 0, HOUR);
        Duration longest =
                map.seconds("max_delay", base.maxDelay().compareTo(delay) < 0 ? delay : base.maxDelay(), 0, DAY);
        if (longest.compareTo(delay) < 0) {
            throw map.notGood("max_delay", "that is less than restart.delay, give at least as much");
        }
        int limit = map.whole("limit", base.limit(), 0, 1_000);
        boolean counts = limit > 0 && base.limit() == 0;
        return new RestartPolicy(
                base.mode(),
                delay,
                map.number("factor", base.factor(), 1, 10),
                longest,
                map.number("jitter", base.jitter(), 0, 1),
                map.seconds("healthy", base.healthy(), 0, DAY),
                limit,
                map.seconds("window", counts ? USUAL_WINDOW : base.window(), 0, 7 * DAY));
    }

    private static RestartPolicy named(String word) {
        RestartPolicy usual = RestartPolicy.USUAL;
        return switch (word) {
            case "always" ->
                new RestartPolicy(
                        Mode.ALWAYS,
                        usual.delay(),
                        usual.factor(),
                        usual.maxDelay(),
                        usual.jitter(),
                        usual.healthy(),
                        usual.limit(),
                        usual.window());
            case "never" -> RestartPolicy.NONE;
            case "kite" -> RestartPolicy.KITE;
            default -> usual;
        };
    }
}
