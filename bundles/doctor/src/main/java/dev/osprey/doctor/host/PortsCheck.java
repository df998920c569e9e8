package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Whether the ports are free. For while Osprey does not run. */
final class PortsCheck implements Check {

    private static final String NAME = "host.ports";

    private final Host host;

    PortsCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        look(findings, "OSPREY_HTTP_PORT", 8181);
        look(findings, "OSPREY_HUB_PORT", 8182);
        look(findings, "OSPREY_SSH_PORT", 8101);
        return findings.isEmpty() ? Found.ok(NAME, "The ports on 127.0.0.1 are free") : findings;
    }

    private void look(List<Finding> findings, String variable, int usual) {
        String asked = host.variable(variable);
        if (!asked.matches("\\d{0,5}") || !asked.isEmpty() && Integer.parseInt(asked) > 65535) {
            findings.addAll(
                    Found.fail(NAME, variable + " is " + asked + ", which is no port", "export " + variable + "=0"));
            return;
        }
        int port = asked.isEmpty() ? usual : Integer.parseInt(asked);
        if (port == 0 || free(port)) {
            return;
        }
        String found = "The port " + port + " (" + variable + ") is taken by another program";
        String who = "ss -ltnp 'sport = :" + port + "' says by which";
        findings.addAll(
                asked.isEmpty()
                        ? Found.limited(NAME, found + "; a free one will be used, see ./osprey status", who)
                        : Found.fail(NAME, found, "Choose another, or 0 for a free one; " + who));
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
