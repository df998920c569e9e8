package dev.osprey.ipc;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Principal;
import java.util.concurrent.TimeUnit;

/** Audit lines of what is refused, so many a minute: nobody must fill the disk by being refused. This class is threadsafe. */
final class Denials {

    private static final int PER_MINUTE = 60;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final AuditLog audit;
    /** Guarded by this. */
    private long since = System.nanoTime();
    /** Guarded by this. */
    private int count;

    Denials(AuditLog audit) {
        this.audit = audit;
    }

    /** @param principal who was refused; null if that is not known */
    void record(Principal principal, String action, String resource) {
        if (room()) {
            audit.record(principal, "ipc", action, resource, "denied");
        }
    }

    private synchronized boolean room() {
        long now = System.nanoTime();
        if (now - since > MINUTE) {
            since = now;
            count = 0;
        }
        return count++ < PER_MINUTE;
    }
}
