package dev.osprey.kernel.tool;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import dev.osprey.tool.ToolInfo;
import java.util.Locale;

/** Who may call a tool: people by their role, modules by what they were granted, peers without a name by a list. */
final class ToolAccess {

    private final AccessControl access;

    ToolAccess(AccessControl access) {
        this.access = access;
    }

    /** Changes whenever a verdict may. */
    long epoch() {
        return access.epoch();
    }

    Verdict verdict(Principal principal, ToolInfo tool) {
        // For people too: the role alone would let in whose credential has ended.
        Verdict verdict = access.verdict(principal, Permission.TOOL_CALL, tool.name());
        if (principal.role() == Role.MODULE || principal.role() == Role.LOCAL || !verdict.allowed()) {
            return verdict;
        }
        if (rank(principal.role()) >= rank(tool.role())) {
            return new Verdict(true, "The role is enough.", null);
        }
        String needed = tool.role().name().toLowerCase(Locale.ROOT);
        return new Verdict(
                false,
                principal.name() + " has the role "
                        + principal.role().name().toLowerCase(Locale.ROOT) + "; " + tool.name() + " needs "
                        + needed + ".",
                "Call it as somebody with the role " + needed + ".");
    }

    private static int rank(Role role) {
        return switch (role) {
            case ADMIN -> 3;
            case OPERATOR -> 2;
            case VIEWER -> 1;
            default -> 0;
        };
    }
}
