package dev.osprey.kernel.tool;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import java.util.List;
import java.util.Set;

/** Lets modules call the tools of a set, and people with a credential that has not ended every one. */
record GrantedTools(Set<String> tools) implements AccessControl {

    @Override
    public Verdict verdict(Principal principal, Permission permission, String resource) {
        boolean may = principal.role() == Role.MODULE
                ? tools.contains(resource)
                : !principal.incarnation().equals("ended");
        boolean allowed = permission == Permission.TOOL_CALL && may;
        return new Verdict(allowed, allowed ? "granted" : "not granted", allowed ? null : "grant it");
    }

    @Override
    public void check(Principal principal, Permission permission, String resource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long epoch() {
        return tools.hashCode();
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
