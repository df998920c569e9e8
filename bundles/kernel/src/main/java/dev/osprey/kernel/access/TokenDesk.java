package dev.osprey.kernel.access;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Permission;
import dev.osprey.store.DocumentException;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** What the tools for tokens share: who may, what the trail is told, and how a refusal is said. A token goes to its caller only. */
final class TokenDesk {

    private final AccessControl access;
    private final AuditLog audit;

    TokenDesk(AccessControl access, AuditLog audit) {
        this.access = access;
        this.audit = audit;
    }

    /** Asks once more: a module may have been granted every tool. */
    void admit(ToolCall call, String name) {
        try {
            access.check(call.principal(), Permission.TOKEN, name);
        } catch (AccessDeniedException denied) {
            throw new ToolException(
                    ToolException.DENIED,
                    denied.verdict().reason(),
                    denied.verdict().remedy(),
                    denied);
        }
    }

    /** Makes a change, and leaves a line of it whatever comes of it. @param resource what the trail is told; never a token */
    <T> T change(ToolCall call, String action, String resource, Supplier<T> work) {
        String outcome = ToolException.INTERNAL;
        try {
            T done = work.get();
            outcome = "ok";
            return done;
        } catch (IllegalArgumentException refused) {
            outcome = ToolException.INVALID_INPUT;
            throw new ToolException(outcome, refused.getMessage(), "See access.token.list.", refused);
        } catch (IllegalStateException full) {
            outcome = ToolException.CONFLICT;
            throw new ToolException(outcome, full.getMessage(), "See access.token.list.", full);
        } catch (DocumentException | UncheckedIOException disk) {
            throw new ToolException(ToolException.INTERNAL, disk.getMessage(), "Mend that, and call it again.", disk);
        } finally {
            audit.record(call.principal(), "kernel", action, resource, outcome);
        }
    }
}
