package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether skills in containers can run. */
final class ContainersCheck implements Check {

    private static final String NAME = "host.containers";

    private final Host host;

    ContainersCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        if (host.program("podman").isPresent()) {
            return Found.ok(
                    NAME,
                    "podman is there: " + host.shown(host.program("podman").get()));
        }
        if (host.program("docker").isEmpty()) {
            return Found.limited(
                    NAME, "Neither podman nor docker: skills in containers do not run", "sudo apt-get install podman");
        }
        Path socket = host.path("/var/run/docker.sock");
        return Files.isWritable(socket)
                ? Found.ok(NAME, "docker is there, and this user may use it")
                : Found.limited(
                        NAME,
                        "docker is there, but not for this user, or it does not run",
                        "sudo apt-get install podman, which needs no such right; or sudo systemctl start docker");
    }
}
