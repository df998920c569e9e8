package dev.osprey.kernel.audit;

import dev.osprey.kernel.audit.Verification.Problem;
import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Follows the chain through the present file of the trail. */
@Component
public final class AuditCheck implements Check {

    private static final String NAME = "kernel.audit";

    private final JsonlAuditLog log;

    @Activate
    public AuditCheck(@Reference JsonlAuditLog log) {
        this.log = log;
    }

    @Override
    public List<Finding> look() {
        try (Trail.Snapshot trail = log.snapshot()) {
            Verification found = TrailVerifier.verifyLast(trail, log.key(), Thread.currentThread()::isInterrupted);
            String lost = log.lost() == 0 ? "" : "; " + log.lost() + " lines could not be written so far";
            if (found.ok()) {
                return List.of(new Finding(
                        NAME,
                        lost.isEmpty() ? Finding.Level.OK : Finding.Level.WARN,
                        "The present file of the audit trail is whole, " + found.lines + " lines" + lost,
                        lost.isEmpty() ? null : "Make room on the disk: df -h " + trail.current()));
            }
            Problem first = found.problems().get(0);
            return List.of(new Finding(
                    NAME,
                    Finding.Level.FAIL,
                    "The audit trail does not fit: " + first.file() + " line " + first.line() + ": " + first.what()
                            + lost,
                    "./osprey shell 'tool:call access.audit.verify' says more. " + first.remedy()));
        } catch (IOException e) {
            return List.of(new Finding(
                    NAME,
                    Finding.Level.FAIL,
                    "The audit trail cannot be read: " + e.getMessage(),
                    "Check the owner and the disk of the logs folder."));
        }
    }
}
