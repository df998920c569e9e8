package dev.osprey.shell.ssh;

import dev.osprey.access.Credentials;
import dev.osprey.access.Principal;
import java.util.List;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the SSH connections of somebody whose token was replaced or revoked. */
@Component(service = {})
public final class RevokedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(RevokedSessions.class);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<SshServer> servers;

    private final Credentials.Handle listening;

    @Activate
    public RevokedSessions(@Reference Credentials credentials) {
        listening = credentials.onRevoked(this::end);
    }

    private void end(Principal principal) {
        List<SshServer> running = servers;
        if (running != null) {
            running.forEach(server -> close(server, principal.name()));
        }
    }

    static void close(SshServer server, String user) {
        for (AbstractSession session : server.getActiveSessions()) {
            if (user.equals(session.getUsername())) {
                session.close(true);
                LOG.info("Closed an SSH connection of {}: the token it logged in with has ended", user);
            }
        }
    }

    @Deactivate
    void close() {
        listening.close();
    }
}
