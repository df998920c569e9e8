package dev.osprey.doctor.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The control groups of this process, of either version. What the system does not tell is empty. */
final class Cgroups {

    private final Host host;

    private Cgroups(Host host) {
        this.host = host;
    }

    static Cgroups of(Host host) {
        return new Cgroups(host);
    }

    boolean second() {
        return host.exists("/sys/fs/cgroup/cgroup.controllers");
    }

    boolean first() {
        return host.exists("/sys/fs/cgroup/memory");
    }

    /** The group of this process; within a container the root may be all there is to see. */
    String own() {
        String group = host.text("/proc/self/cgroup").stream()
                .flatMap(String::lines)
                .filter(line -> second() ? line.startsWith("0::") : line.contains(":memory:"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElse("/");
        String base = second() ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";
        String folder = base + (group.equals("/") ? "" : group);
        return host.exists(folder) ? folder : base;
    }

    Optional<Long> memoryLimit() {
        return host.number(own() + (second() ? "/memory.max" : "/memory.limit_in_bytes"), "");
    }

    /** Such as "1.5 processors". */
    Optional<String> cpuLimit() {
        String quota = second()
                ? host.text(own() + "/cpu.max").orElse("")
                : host.text("/sys/fs/cgroup/cpu/cpu.cfs_quota_us").orElse("") + " "
                        + host.text("/sys/fs/cgroup/cpu/cpu.cfs_period_us").orElse("");
        if (!quota.matches("\\d{1,12} [1-9]\\d{0,11}")) {
            return Optional.empty();
        }
        String[] parts = quota.split(" ");
        return Optional.of(
                Math.round(10.0 * Long.parseLong(parts[0]) / Long.parseLong(parts[1])) / 10.0 + " processors");
    }

    /** Whether this user may make groups below its own. */
    boolean writable() {
        Path own = host.path(own());
        return Files.isWritable(own) && Files.isWritable(own.resolve("cgroup.procs"));
    }
}
