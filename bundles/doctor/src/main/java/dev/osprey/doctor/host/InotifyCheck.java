package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.List;
import java.util.Optional;

/** How many folders this user may watch. */
final class InotifyCheck implements Check {

    private static final String NAME = "host.inotify";

    private final Host host;

    InotifyCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        Optional<Long> instances = host.number("/proc/sys/fs/inotify/max_user_instances", "");
        Optional<Long> watches = host.number("/proc/sys/fs/inotify/max_user_watches", "");
        if (instances.isEmpty() || watches.isEmpty()) {
            return Found.ok(NAME, "This system sets no limit on watched folders that Osprey knows of");
        }
        String found = instances.get() + " watchers and " + watches.get() + " watched folders for this user";
        return instances.get() < 64 || watches.get() < 8_192
                ? Found.limited(
                        NAME,
                        found + ": modules that watch folders may fail",
                        "sudo sysctl -w fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=65536; for good in"
                                + " /etc/sysctl.d/")
                : Found.ok(NAME, found);
    }
}
