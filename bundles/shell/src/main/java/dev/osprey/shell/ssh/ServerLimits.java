package dev.osprey.shell.ssh;

import java.time.Duration;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/** What Karaf leaves open and its configuration cannot close. */
final class ServerLimits {

    private static final int MOST_ATTEMPTS = 6;
    private static final Duration LOGIN_TIME = Duration.ofSeconds(30);
    private static final int MOST_CHANNELS = 8;

    private ServerLimits() {}

    /** Karaf lets every user forward ports, and so reach whatever listens on this machine's loopback. */
    static void apply(SshServer server) {
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, MOST_ATTEMPTS);
        CoreModuleProperties.AUTH_TIMEOUT.set(server, LOGIN_TIME);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, MOST_CHANNELS);
    }

    static String describe() {
        return MOST_ATTEMPTS + " attempts in " + LOGIN_TIME.toSeconds() + " s to log in, " + MOST_CHANNELS
                + " channels for one connection";
    }
}
