package dev.osprey.watchdog.jvm;

import dev.osprey.watchdog.check.Look;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Supplier;

/** Whether the heap is all but full also right after a collection. */
final class HeapSign implements VitalSign {

    private static final double FULL = 0.95;
    private static final long ALLOWED = Duration.ofSeconds(60).toNanos();

    private final Supplier<MemoryUsage> afterCollection;
    private long since;
    private boolean full;

    /** @param afterCollection null where nobody knows */
    HeapSign(Supplier<MemoryUsage> afterCollection) {
        this.afterCollection = afterCollection;
    }

    /** That of this JVM: the largest pool, which is the one of old objects. */
    static HeapSign ofThisJvm() {
        MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
                .orElse(null);
        return new HeapSign(() -> old == null ? null : old.getCollectionUsage());
    }

    @Override
    public String name() {
        return "jvm.heap";
    }

    @Override
    public Look look(long now) {
        MemoryUsage usage = afterCollection.get();
        if (usage == null || usage.getMax() <= 0) {
            return Look.UNKNOWN;
        }
        boolean fullNow = usage.getUsed() > usage.getMax() * FULL;
        if (fullNow && !full) {
            since = now;
        }
        full = fullNow;
        if (!full) {
            return Look.GOOD;
        }
        String reason = "The heap holds " + (usage.getUsed() >> 20) + " of " + (usage.getMax() >> 20)
                + " MiB after a collection; raise -Xmx in OSPREY_JAVA_OPTS";
        return now - since >= ALLOWED ? Look.bad(reason, 1) : Look.suspect(reason, 1);
    }
}
