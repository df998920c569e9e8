package dev.osprey.process.table;

import dev.osprey.process.host.Group.Counts;
import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;

/** Tells, at most once per look and process, of limits that processes run into. For one thread. */
final class LimitWatch {

    private final Happenings happenings;
    private final long throttledNanos;
    private final Map<SpawnedProcess, Counts> before = new WeakHashMap<>();

    /** @param throttledNanos for how long between two looks a process may be held back without a word */
    LimitWatch(Happenings happenings, long throttledNanos) {
        this.happenings = happenings;
        this.throttledNanos = throttledNanos;
    }

    void look(Collection<SpawnedProcess> processes) {
        for (SpawnedProcess process : processes) {
            if (process.spec().limits().any() && !process.gone()) {
                look(process);
            }
        }
    }

    private void look(SpawnedProcess process) {
        Counts now = process.tree().group().counts();
        Counts then = before.put(process, now);
        if (now.oomKills() > (then == null ? 0 : then.oomKills())) {
            happenings.limit(process, "memory", "killed");
        }
        if (now.pidsRefused() > (then == null ? 0 : then.pidsRefused())) {
            happenings.limit(process, "pids", "refused");
        }
        if (now.throttledNanos() - (then == null ? 0 : then.throttledNanos()) > throttledNanos) {
            happenings.limit(process, "cpu", "throttled");
        }
    }
}
