package dev.osprey.kernel.tool;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Principal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the audit lines. */
final class RecordingAudit implements AuditLog {

    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void record(Principal principal, String door, String action, String resource, String outcome) {
        lines.add(principal.name() + " " + door + " " + action + " " + resource + " " + outcome);
    }
}
