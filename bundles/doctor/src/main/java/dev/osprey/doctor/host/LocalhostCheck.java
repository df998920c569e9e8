package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Whether the name of this machine for itself leads to it. */
final class LocalhostCheck implements Check {

    private static final String NAME = "host.localhost";
    private static final String REMEDY = "/etc/hosts must have the line: 127.0.0.1 localhost";

    @Override
    public List<Finding> look() {
        try {
            InetAddress[] addresses = InetAddress.getAllByName("localhost");
            return Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)
                    ? Found.ok(NAME, "localhost is " + addresses[0].getHostAddress())
                    : Found.fail(
                            NAME,
                            "localhost leads to " + Arrays.toString(addresses) + ", which is not this machine",
                            REMEDY);
        } catch (UnknownHostException e) {
            return Found.warn(NAME, "The name localhost is not known", REMEDY);
        }
    }
}
