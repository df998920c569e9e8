package dev.osprey.web.guard;

import dev.osprey.access.Role;
import org.eclipse.jetty.server.HttpConfiguration;

/** The real guard with the kernel's side in memory, for tests of other packages. */
public final class GuardForTests {

    private final JettyGuard guard = new JettyGuard(new Guard(new FakeServices(), new FailureThrottle(() -> 0L)));

    public Gate gate() {
        return guard;
    }

    public HttpConfiguration.Customizer customizer() {
        return guard;
    }

    /** The header of somebody with this role. */
    public static String bearer(Role role) {
        return "Authorization: Bearer " + FakeServices.token(role);
    }
}
