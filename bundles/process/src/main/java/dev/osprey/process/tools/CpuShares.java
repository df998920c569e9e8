package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * How much of one processor a process has used since somebody last asked, or since its start: the numbers of {@code process.list, .status} and
 * {@code .usage}. Thread-safe.
 */
@Component(service = CpuShares.class)
public final class CpuShares {

    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final int MOST = 1_000;

    private record Sample(long cpuNanos, Instant at, double percent) {}

    // guarded by this; the longest unasked first
    private final Map<String, Sample> samples = new LinkedHashMap<>(64, 0.75f, true);

    @Activate
    public CpuShares() {}

    /** In percent of one processor. */
    synchronized double of(ManagedProcess process, Usage usage) {
        Sample before = samples.get(process.id());
        Instant since = before == null ? process.startedAt() : before.at();
        Duration time = Duration.between(since, usage.at());
        if (before != null && time.compareTo(SHORTEST) < 0) {
            return before.percent();
        }
        long used = usage.cpuNanos() - (before == null ? 0 : before.cpuNanos());
        double percent = time.isZero() || time.isNegative() ? 0 : Math.max(0, 100.0 * used / time.toNanos());
        double rounded = Math.round(percent * 10) / 10.0;
        samples.put(process.id(), new Sample(usage.cpuNanos(), usage.at(), rounded));
        if (samples.size() > MOST) {
            samples.remove(samples.keySet().iterator().next());
        }
        return rounded;
    }
}
