package dev.osprey.kernel.access;

import java.util.List;
import java.util.Set;

/** Subjects by which Osprey speaks of itself: whoever hears one may rely on it, so only Osprey and admins publish them. */
final class ReservedSubjects {

    private static final Set<String> EXACT = Set.of(
            "module.registered",
            "module.deregistered",
            "module.expired",
            "module.starting",
            "module.started",
            "module.stopped",
            "module.state_changed",
            "module.shutdown",
            "tool.added",
            "tool.removed");
    private static final List<String> BELOW = List.of("osprey.", "kairo.system.", "access.");

    private ReservedSubjects() {}

    static boolean contains(String subject) {
        return EXACT.contains(subject) || BELOW.stream().anyMatch(subject::startsWith);
    }
}
