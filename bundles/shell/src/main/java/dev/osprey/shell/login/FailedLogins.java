package dev.osprey.shell.login;

import dev.osprey.access.AuditLog;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Audit lines of failed log-ins, so many a minute: whoever guesses must not fill the disk. This class is threadsafe. */
final class FailedLogins {

    static final int PER_MINUTE = 60;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    /** Guarded by this. */
    private long since;
    /** Guarded by this. */
    private int count;

    FailedLogins(LongSupplier nanos) {
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** Without the name: people type their token there by mistake. */
    void record(AuditLog audit) {
        if (next()) {
            audit.record(null, "shell", "authenticate", "ssh", "denied");
        }
    }

    private synchronized boolean next() {
        long now = nanos.getAsLong();
        if (now - since > MINUTE) {
            since = now;
            count = 0;
        }
        return count++ < PER_MINUTE;
    }
}
