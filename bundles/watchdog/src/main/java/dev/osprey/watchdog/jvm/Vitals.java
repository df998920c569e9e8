package dev.osprey.watchdog.jvm;

import dev.osprey.watchdog.check.Look;
import dev.osprey.watchdog.check.Reading;
import dev.osprey.watchdog.course.Acts;
import dev.osprey.watchdog.course.Course;
import dev.osprey.watchdog.course.Effect;
import dev.osprey.watchdog.course.Terms;
import dev.osprey.watchdog.evidence.EvidenceFiles;
import dev.osprey.watchdog.evidence.JvmThreads;
import dev.osprey.watchdog.publish.Verdicts;
import dev.osprey.watchdog.round.WatchClock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the vital signs of this JVM and tells of them under the name {@code osprey}. Nothing here restarts anything: systemd does, when it hears nothing. */
final class Vitals implements AutoCloseable {

    static final String NAME = "osprey";

    private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);

    private final List<VitalSign> signs;
    private final Verdicts verdicts;
    private final EvidenceFiles files;
    private final WatchClock clock;
    private final LongSupplier nanoTime;
    private final Course course = new Course(new Acts());
    private Map<String, Object> evidence;
    private volatile List<Reading> readings = List.of();
    private volatile long lastTick;

    Vitals(List<VitalSign> signs, Verdicts verdicts, EvidenceFiles files, WatchClock clock, LongSupplier nanoTime) {
        this.signs = List.copyOf(signs);
        this.verdicts = verdicts;
        this.files = files;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.lastTick = nanoTime.getAsLong();
    }

    /** One look at all. */
    void tick() {
        long now = clock.tick(nanoTime.getAsLong());
        readings = signs.stream()
                .map(sign -> new Reading(sign.name(), sign.look(now)))
                .toList();
        apply(course.look(0, readings, Terms.WATCH, now), now);
        lastTick = nanoTime.getAsLong();
    }

    private void apply(List<Effect> effects, long now) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Collect collect) {
                LOG.warn("Osprey is not well ({}): {}", collect.check(), collect.reason());
                evidence = collect(collect);
                apply(course.collected((String) evidence.get("id"), 0, now), now);
            } else {
                verdicts.tell(NAME, effect, evidence);
            }
        }
    }

    private Map<String, Object> collect(Effect.Collect effect) {
        Instant at = Instant.now();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("id", files.id(NAME, at));
        found.put("module_id", NAME);
        found.put("check", effect.check());
        found.put("reason", effect.reason());
        found.put("at", at.toString());
        found.put("threads_text", JvmThreads.dump());
        files.write((String) found.get("id"), found);
        return found;
    }

    /** From any thread. */
    List<Reading> readings() {
        return readings;
    }

    /** What is wrong, or null. From any thread. */
    String trouble() {
        String bad = readings.stream()
                .filter(reading -> reading.look().is(Look.Level.BAD))
                .map(reading -> reading.check() + ": " + reading.look().reason())
                .collect(Collectors.joining("; "));
        return bad.isEmpty() ? null : bad;
    }

    /** Nanoseconds since the last look. From any thread. */
    long silentFor() {
        return nanoTime.getAsLong() - lastTick;
    }

    @Override
    public void close() {
        signs.forEach(VitalSign::close);
    }
}
