package dev.osprey.streams;

import dev.osprey.event.SubjectPattern;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which records match; most have a subject that was there just before. */
final class Matcher {

    private static final int KNOWN = 4_096;

    private final List<SubjectPattern> patterns;
    private final boolean all;
    private final Map<String, Boolean> known = new HashMap<>();

    Matcher(Collection<String> patterns) {
        this.patterns = patterns.stream().map(SubjectPattern::new).toList();
        all = patterns.contains(">");
    }

    /** @param before a record whose verdict was {@code verdict}, or -1 */
    boolean matches(byte[] bytes, int at, int before, boolean verdict) {
        if (all) {
            return true;
        }
        if (before >= 0 && Records.sameSubject(bytes, before, bytes, at)) {
            return verdict;
        }
        if (known.size() >= KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(Records.subject(bytes, at), this::matches);
    }

    private boolean matches(String subject) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(subject));
    }
}
