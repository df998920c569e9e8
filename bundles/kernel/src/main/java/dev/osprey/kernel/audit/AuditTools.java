package dev.osprey.kernel.audit;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Permission;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import java.io.IOException;

/** What the tools of the trail share. */
final class AuditTools {

    private AuditTools() {}

    /** Asks once more: a module may have been granted every tool. */
    static void admit(AccessControl access, ToolCall call) {
        try {
            access.check(call.principal(), Permission.AUDIT, "*");
        } catch (AccessDeniedException denied) {
            throw new ToolException(
                    ToolException.DENIED,
                    denied.verdict().reason(),
                    denied.verdict().remedy(),
                    denied);
        }
    }

    static ToolException unreadable(IOException cause) {
        return new ToolException(
                ToolException.INTERNAL,
                "The audit trail cannot be read: " + cause.getMessage(),
                "Check the owner and the disk of the logs folder.",
                cause);
    }
}
