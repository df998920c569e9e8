package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.List;

/** What a sandbox without root needs. */
final class SandboxCheck implements Check {

    private static final String NAME = "host.sandbox";

    private final Host host;

    SandboxCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        if (!host.linux()) {
            return Found.limited(NAME, "bubblewrap exists for Linux only: no sandbox for skills here", null);
        }
        if (host.program("bwrap").isEmpty()) {
            return Found.limited(
                    NAME,
                    "bubblewrap is not installed: skills run without a sandbox",
                    "sudo apt-get install bubblewrap (Fedora: dnf, Arch: pacman -S)");
        }
        String zero = "0";
        if (host.text("/proc/sys/user/max_user_namespaces").filter(zero::equals).isPresent()) {
            return Found.limited(
                    NAME,
                    "User namespaces are switched off: no sandbox",
                    "sudo sysctl -w user.max_user_namespaces=15000");
        }
        if (host.text("/proc/sys/kernel/unprivileged_userns_clone")
                .filter(zero::equals)
                .isPresent()) {
            return Found.limited(
                    NAME,
                    "User namespaces are for root only: no sandbox",
                    "sudo sysctl -w kernel.unprivileged_userns_clone=1");
        }
        if (host.text("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
                        .filter("1"::equals)
                        .isPresent()
                && !host.exists("/etc/apparmor.d/bwrap-userns-restrict")) {
            return Found.limited(
                    NAME,
                    "AppArmor restricts user namespaces: bubblewrap may fail",
                    "sudo apt-get install apparmor-profiles, or sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
        }
        return Found.ok(NAME, "bubblewrap and user namespaces are there");
    }
}
