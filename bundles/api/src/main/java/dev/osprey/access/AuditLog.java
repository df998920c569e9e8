package dev.osprey.access;

import org.osgi.annotation.versioning.ProviderType;

/** The append-only trail of who did what: one JSON line each in {@code logs/audit.jsonl}. Thread-safe; secrets never go in. */
@ProviderType
public interface AuditLog {

    /**
     * Adds a line.
     *
     * @param principal who
     * @param door through what: {@code rest}, {@code ws}, {@code shell}, {@code kernel}
     * @param action what, such as {@code tool.call}
     * @param resource on what
     * @param outcome {@code ok}, {@code denied} or an error code
     */
    void record(Principal principal, String door, String action, String resource, String outcome);
}
