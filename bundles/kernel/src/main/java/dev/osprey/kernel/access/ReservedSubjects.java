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
            "module.ready_timeout",
            "module.backoff",
            "module.failed",
            "module.completed",
            "tool.added",
            "tool.removed");
    private static final List<String> BELOW =
            List.of("osprey.", "kairo.system.", "access.", "process.", "terminal.", "watchdog.");

    /** Who speaks of the health of others, be it a part of Osprey or a module of that name. */
    private static final String WATCHDOG = "watchdog";

    private ReservedSubjects() {}

    /** Whether somebody of this name, not being an admin, may not publish it. */
    static boolean reservedFor(String name, String subject) {
        if (name.equals(WATCHDOG) && subject.startsWith("watchdog.")) {
            return false;
        }
        return EXACT.contains(subject) || BELOW.stream().anyMatch(subject::startsWith);
    }
}
