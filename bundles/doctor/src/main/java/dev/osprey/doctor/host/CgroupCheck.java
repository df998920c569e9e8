package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.List;

/** Whether memory and processor time of child processes can be bounded. */
final class CgroupCheck implements Check {

    private static final String NAME = "host.cgroups";
    private static final String LIMITED = "memory and processor time of modules and skills cannot be bounded";

    private final Host host;

    CgroupCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        if (!host.linux()) {
            return Found.limited(NAME, "No control groups on " + host.property("os.name") + ": " + LIMITED, null);
        }
        Cgroups groups = Cgroups.of(host);
        if (!groups.second() && !groups.first()) {
            return Found.limited(
                    NAME, "No control groups are mounted: " + LIMITED, "mount -t cgroup2 none /sys/fs/cgroup");
        }
        String found = "Control groups of version " + (groups.second() ? "2" : "1") + ", own group " + groups.own();
        return groups.writable()
                ? Found.ok(NAME, found + ", writable")
                : Found.limited(
                        NAME,
                        found + ", not writable for this user: " + LIMITED,
                        "systemd-run --user --scope -p Delegate=yes ./osprey start; or Delegate=yes in the unit");
    }
}
