package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.List;

/** The Java that this runs on. */
final class JdkCheck implements Check {

    private static final String NAME = "host.jdk";

    private final Host host;

    JdkCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        String version = host.property("java.specification.version");
        String found = "Java " + host.property("java.version") + " of " + host.property("java.vendor") + " in "
                + host.property("java.home");
        String remedy =
                "Install a JDK 17 or 21 of 64 bits (Debian, Ubuntu: sudo apt-get install openjdk-17-jdk-headless) and"
                        + " set JAVA_HOME to it";
        if (!version.matches("\\d{1,3}") || Integer.parseInt(version) < 17 || Integer.parseInt(version) > 23) {
            return Found.fail(NAME, found + "; Osprey runs on 17 to 23", remedy);
        }
        if (host.property("sun.arch.data.model").equals("32")) {
            return Found.fail(NAME, found + " has 32 bits", remedy);
        }
        return Found.ok(NAME, found);
    }
}
