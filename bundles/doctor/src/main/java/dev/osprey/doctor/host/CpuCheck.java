package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.List;

/** Processors that this process may use. */
final class CpuCheck implements Check {

    private final Host host;

    CpuCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        int processors = Runtime.getRuntime().availableProcessors();
        String found = (processors == 1 ? "1 processor" : processors + " processors") + " for this process"
                + Cgroups.of(host)
                        .cpuLimit()
                        .map(limit -> "; the cgroup allows the time of " + limit)
                        .orElse("");
        return processors > 1
                ? Found.ok("host.cpu", found)
                : Found.limited(
                        "host.cpu", found + ": a busy module delays all others", "Give the machine or container two");
    }
}
