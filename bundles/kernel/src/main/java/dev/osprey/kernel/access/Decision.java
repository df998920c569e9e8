package dev.osprey.kernel.access;

import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;

/** One question and how it is answered: the credential first, then reserved subjects, the role's table, grants; else no. */
record Decision(Principal principal, Permission permission, String resource, Grants grants) {

    Verdict verdict(boolean credentialValid) {
        if (!credentialValid) {
            return denied(
                    "The credential of " + principal.name() + " has ended.", "Log in again, or use the present token.");
        }
        if (permission == Permission.EVENT_PUBLISH
                && principal.role() != Role.ADMIN
                && ReservedSubjects.reservedFor(principal.name(), resource)) {
            return denied(
                    "The subject " + shown() + " is reserved: only Osprey itself publishes it.",
                    "Publish under a subject of your own, such as " + principal.name() + ".changed.");
        }
        if (Permissions.has(principal.role(), permission, principal.name(), resource)) {
            return new Verdict(true, "The role " + principal.role() + " has " + permission.key() + ".", null);
        }
        boolean grantable = principal.role() == Role.MODULE && !Permissions.NOT_GRANTABLE.contains(permission);
        if (grantable && granted()) {
            return new Verdict(true, permission.key() + " on " + shown() + " was granted.", null);
        }
        return denied(
                principal.name() + " (" + principal.role() + ") may not " + permission.key() + " on " + shown() + ".",
                grantable
                        ? "An admin can grant it: access:grant " + principal.name() + " " + permission.key() + " '"
                                + shown() + "'."
                        : (principal.role() == Role.LOCAL ? "Identify with a token: it" : "It") + " takes the role "
                                + Permissions.least(permission) + ".");
    }

    private boolean granted() {
        return grants.allow(principal.name(), permission, resource)
                || permission == Permission.MODULE_RESTART
                        && grants.allow(principal.name(), Permission.MODULE_CONTROL, resource);
    }

    private String shown() {
        return resource.isEmpty() ? "*" : Names.printable(resource);
    }

    private static Verdict denied(String reason, String remedy) {
        return new Verdict(false, reason, remedy);
    }
}
