package dev.osprey.hub;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import java.util.concurrent.TimeUnit;

/**
 * Audit lines of the denials of one connection, or of all strangers, so many a minute: nobody must fill the disk by being refused.
 * This class is threadsafe.
 */
final class Denials {

    private static final int PER_MINUTE = 60;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final AuditLog audit;
    private final Principal principal;
    /** Guarded by this. */
    private long since = System.nanoTime();
    /** Guarded by this. */
    private int count;

    /** @param principal who is denied; null for strangers */
    Denials(AuditLog audit, Principal principal) {
        this.audit = audit;
        this.principal = principal;
    }

    void record(Permission permission, String resource) {
        record(permission.key(), resource);
    }

    synchronized void record(String action, String resource) {
        long now = System.nanoTime();
        if (now - since > MINUTE) {
            since = now;
            count = 0;
        }
        if (count++ < PER_MINUTE) {
            audit.record(principal, "ws", action, resource, "denied");
        }
    }
}
