package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.List;
import java.util.Optional;

/** Memory of the machine, and of the container if there is one. */
final class MemoryCheck implements Check {

    private static final String NAME = "host.memory";
    private static final long LEAST = 384L << 20;
    /** The largest heap of the start script, and what a JVM takes besides. */
    private static final long GOOD = 1_400L << 20;

    private final Host host;

    MemoryCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        Optional<Long> total = host.number("/proc/meminfo", "MemTotal:").map(kib -> kib << 10);
        Optional<Long> limit = Cgroups.of(host).memoryLimit();
        if (total.isEmpty()) {
            return Found.ok(NAME, "This system does not tell its memory in /proc");
        }
        boolean limited = limit.isPresent() && limit.get() < total.get();
        long usable = limited ? limit.get() : total.get();
        long available = host.number("/proc/meminfo", "MemAvailable:")
                .map(kib -> kib << 10)
                .orElse(usable);
        String found = Found.mebibytes(usable) + (limited ? ", which is what the container or cgroup allows" : "")
                + "; " + Found.mebibytes(Math.min(usable, available)) + " free on this machine";
        String remedy = limited
                ? "Allow more: podman run --memory 2g, or MemoryMax= of the unit"
                : "Give the machine more, or Osprey less: OSPREY_JAVA_OPTS=-Xmx256m";
        if (usable < LEAST) {
            return Found.fail(NAME, found + "; Osprey needs " + Found.mebibytes(LEAST), remedy);
        }
        if (usable < GOOD || available < LEAST) {
            return Found.warn(NAME, found + "; Osprey may take " + Found.mebibytes(GOOD), remedy);
        }
        return Found.ok(NAME, found);
    }
}
