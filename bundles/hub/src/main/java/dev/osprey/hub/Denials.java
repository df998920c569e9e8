package dev.osprey.hub;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import java.util.concurrent.TimeUnit;

/** Audit lines of one connection's denials, so many a minute: a peer must not fill the disk by being refused. */
final class Denials {

    private static final int PER_MINUTE = 60;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final AuditLog audit;
    private final Principal principal;
    private long since = System.nanoTime();
    private int count;

    Denials(AuditLog audit, Principal principal) {
        this.audit = audit;
        this.principal = principal;
    }

    void record(Permission permission, String resource) {
        long now = System.nanoTime();
        if (now - since > MINUTE) {
            since = now;
            count = 0;
        }
        if (count++ < PER_MINUTE) {
            audit.record(principal, "ws", permission.key(), resource, "denied");
        }
    }
}
