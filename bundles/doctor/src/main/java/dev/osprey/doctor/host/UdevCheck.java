package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.List;

/** Whether devices that come and go are announced. */
final class UdevCheck implements Check {

    private final Host host;

    UdevCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        if (!host.linux()) {
            return Found.limited(
                    "host.udev", "No udev on " + host.property("os.name") + ": devices are found by looking", null);
        }
        return host.exists("/run/udev/control") || host.exists("/run/udev/data")
                ? Found.ok("host.udev", "udev runs: devices that come and go are announced with their names")
                : Found.limited(
                        "host.udev",
                        "udev does not run: devices have no lasting names, and are found by looking",
                        "sudo systemctl start systemd-udevd; in a container: -v /run/udev:/run/udev:ro");
    }
}
