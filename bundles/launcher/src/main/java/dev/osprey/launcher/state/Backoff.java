package dev.osprey.launcher.state;

import dev.osprey.module.RestartPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The arithmetic of a restart policy. */
final class Backoff {

    private Backoff() {}

    /**
     * How long to wait before a start.
     *
     * @param attempt from 1
     * @param chance from 0 to 1
     */
    static Duration delay(RestartPolicy policy, int attempt, double chance) {
        double nanos = policy.delay().toNanos() * Math.pow(Math.max(1, policy.factor()), attempt - 1.0);
        double capped = Math.min(nanos, policy.maxDelay().toNanos());
        double shaken = capped * (1 + policy.jitter() * (2 * chance - 1));
        return Duration.ofNanos((long) Math.max(0, shaken));
    }

    /** The ends that count for the limit once another one has come; as many as the limit at most. */
    static List<Long> count(RestartPolicy policy, List<Long> ends, long now) {
        if (policy.limit() <= 0) {
            return List.of();
        }
        List<Long> counted = new ArrayList<>();
        for (long end : ends) {
            if (policy.window().isZero() || now - end < policy.window().toNanos()) {
                counted.add(end);
            }
        }
        counted.add(now);
        return List.copyOf(counted.subList(Math.max(0, counted.size() - policy.limit()), counted.size()));
    }
}
