package dev.osprey.streams;

import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.SubjectPattern;
import java.time.Duration;
import java.util.List;

/** What one stream keeps, where, and for how long. */
record StreamSettings(
        String name,
        List<String> patterns,
        boolean disk,
        boolean fsync,
        long maxEvents,
        long maxBytes,
        Duration maxAge) {

    static final long EVENTS = 100_000;
    static final long BYTES = 64L << 20;
    static final long RECENT_BYTES = 8L << 20;
    static final long AGE_SECONDS = Duration.ofDays(7).toSeconds();

    private static final long LEAST_DISK = 1L << 20;
    private static final long LEAST_MEMORY = 64L << 10;
    private static final long MOST_MEMORY = 1L << 30;
    private static final long MOST_SECONDS = Duration.ofDays(36_500).toSeconds();

    /** The streams that exist without any configuration. */
    static final List<StreamSettings> DEFAULTS = List.of(
            new StreamSettings("recent", List.of(">"), false, RECENT_BYTES),
            new StreamSettings("module", List.of("module.>"), true, BYTES),
            new StreamSettings("system", List.of("kairo.system.>"), true, BYTES),
            new StreamSettings("task", List.of("task.>"), true, BYTES));

    StreamSettings {
        patterns = List.copyOf(patterns);
        require(
                name.matches("[a-z0-9][a-z0-9-]{0,31}"),
                "name",
                name,
                "give up to 32 lower-case letters, digits and hyphens");
        require(!patterns.isEmpty(), "patterns", "", "give at least one, such as module.>");
        patterns.forEach(StreamSettings::check);
        require(maxEvents > 0, "max.events", maxEvents, "give at least 1");
        require(
                maxAge.toSeconds() > 0 && maxAge.toSeconds() <= MOST_SECONDS,
                "max.age.seconds",
                maxAge.toSeconds(),
                "give 1 to " + MOST_SECONDS);
        long least = disk ? LEAST_DISK : LEAST_MEMORY;
        require(maxBytes >= least, "max.bytes", maxBytes, "give at least " + least);
        require(disk || maxBytes <= MOST_MEMORY, "max.bytes", maxBytes, "in memory, give at most " + MOST_MEMORY);
        require(disk || !fsync, "fsync", fsync, "only a stream with storage = disk can have it");
    }

    private StreamSettings(String name, List<String> patterns, boolean disk, long bytes) {
        this(name, patterns, disk, false, EVENTS, bytes, Duration.ofSeconds(AGE_SECONDS));
    }

    private static void check(String pattern) {
        try {
            new SubjectPattern(pattern);
        } catch (InvalidSubjectException e) {
            throw new IllegalArgumentException("patterns: " + e.getMessage(), e);
        }
    }

    static void require(boolean right, String setting, Object value, String remedy) {
        if (!right) {
            throw new IllegalArgumentException(setting + " is \"" + value + "\"; " + remedy);
        }
    }

    /** For people. */
    String shown() {
        return name + " (" + String.join(" ", patterns) + "; " + storage() + (fsync ? " with fsync" : "") + ", "
                + maxEvents + " events, " + maxBytes + " bytes, " + maxAge.toSeconds() + " s)";
    }

    String storage() {
        return disk ? "disk" : "memory";
    }

    boolean keeps(String subject) {
        return patterns.stream().anyMatch(pattern -> new SubjectPattern(pattern).matches(subject));
    }

    /** Whether every subject that matches one of these patterns is kept. */
    boolean covers(Iterable<String> wanted) {
        for (String pattern : wanted) {
            if (!Cover.covers(patterns, pattern)) {
                return false;
            }
        }
        return true;
    }
}
