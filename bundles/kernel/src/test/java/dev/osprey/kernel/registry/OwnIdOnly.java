package dev.osprey.kernel.registry;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import java.util.List;

/** The rule for the registry: modules write their own id, viewers none, the others any. */
final class OwnIdOnly implements AccessControl {

    @Override
    public Verdict verdict(Principal principal, Permission permission, String resource) {
        boolean allowed =
                principal.role() == Role.MODULE ? principal.name().equals(resource) : principal.role() != Role.VIEWER;
        return new Verdict(allowed, allowed ? "allowed" : "denied", allowed ? null : "ask");
    }

    @Override
    public void check(Principal principal, Permission permission, String resource) {
        Verdict verdict = verdict(principal, permission, resource);
        if (!verdict.allowed()) {
            throw new AccessDeniedException(verdict);
        }
    }

    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public void grant(String principal, Permission permission, String resourceGlob) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean revoke(String principal, Permission permission, String resourceGlob) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Grant> grants() {
        return List.of();
    }
}
