package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.List;
import java.util.Optional;

/** How many files and connections one process may have open. */
final class FilesLimitCheck implements Check {

    private static final String NAME = "host.files";
    private static final long LEAST = 2_048;
    private static final long MANY = 12_000;

    private final Host host;

    FilesLimitCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        Optional<Long> limit = host.number("/proc/self/limits", "Max open files");
        if (limit.isEmpty()) {
            return Found.ok(NAME, "This process may open any number of files, or the system does not tell");
        }
        String found =
                "This process may open " + limit.get() + " files; a connection takes one, Osprey itself about 500";
        String remedy =
                "ulimit -n 65536 before ./osprey start; for good: LimitNOFILE=65536 in the systemd unit, or the line"
                        + " \"" + host.property("user.name")
                        + " - nofile 65536\" in /etc/security/limits.conf and a new log-in";
        if (limit.get() < LEAST) {
            return Found.warn(NAME, found, remedy);
        }
        return limit.get() < MANY
                ? Found.limited(NAME, found + ": 10,000 connections do not fit", remedy)
                : Found.ok(NAME, found);
    }
}
