package dev.osprey.tls;

import dev.osprey.system.Finding;
import dev.osprey.system.Finding.Level;
import dev.osprey.system.RefusedBinding;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** How TLS stands, in words. */
final class Findings {

    private static final String IDENTITY = "tls.certificate";
    private static final String BINDING = "tls.binding";
    private static final List<String> DOORS = List.of("https", "hubs");
    private static final Duration SOON = Duration.ofDays(14);

    private Findings() {}

    /**
     * @param settings null if they could not be read
     * @param live what is in force, or null
     * @param problem why something is not in force, or null
     */
    static List<Finding> of(
            TlsSettings settings,
            LiveTls live,
            IdentityException problem,
            Collection<RefusedBinding> refused,
            Clock clock) {
        List<Finding> findings = new ArrayList<>();
        if (problem != null) {
            findings.add(new Finding(
                    IDENTITY,
                    live == null ? Level.FAIL : Level.WARN,
                    problem.getMessage()
                            + (live == null ? "; TLS does not listen" : "; the certificate before stays in force"),
                    problem.remedy()));
        }
        if (live != null) {
            findings.add(inForce(live, clock));
        }
        if (settings != null && settings.mode() == TlsSettings.Mode.OFF) {
            findings.add(off(settings));
        }
        for (RefusedBinding one : refused) {
            findings.add(new Finding(BINDING, Level.WARN, one.found(), one.remedy()));
        }
        return findings;
    }

    /** The doors that should listen with TLS and do not: their address could not be had. */
    static List<Finding> silent(Set<String> endpoints, LiveTls live) {
        return DOORS.stream()
                .filter(door -> !endpoints.contains(door))
                .map(door -> new Finding(
                        "tls." + door,
                        Level.WARN,
                        "TLS is on, but the endpoint " + door + " is not open",
                        "the log says why; is " + live.bind()
                                + " (bind in etc/dev.osprey.tls.cfg) an address of this machine,"
                                + " and is the port free?"))
                .toList();
    }

    private static Finding inForce(LiveTls live, Clock clock) {
        boolean soon = clock.instant().isAfter(live.notAfter().minus(SOON));
        return new Finding(
                IDENTITY,
                soon ? Level.WARN : Level.OK,
                "TLS binds to " + live.bind() + " with the certificate SHA-256 " + live.fingerprint()
                        + ", which ends on " + live.notAfter(),
                soon ? "renew it; new files are taken into use by themselves" : null);
    }

    private static Finding off(TlsSettings settings) {
        return settings.beyondLoopback()
                ? new Finding(
                        BINDING,
                        Level.WARN,
                        "TLS was told to listen on " + settings.bind()
                                + " (bind in etc/dev.osprey.tls.cfg), but its mode is off"
                                + " and nothing listens there",
                        "write into etc/dev.osprey.tls.cfg the line \"mode = generated\", or mode = pem with certificate and key")
                : new Finding(IDENTITY, Level.OK, "TLS is off; HTTP and the hub listen on loopback only", null);
    }
}
