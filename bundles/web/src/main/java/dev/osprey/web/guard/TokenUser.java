package dev.osprey.web.guard;

import dev.osprey.access.Principal;
import java.util.Set;
import javax.security.auth.Subject;
import javax.servlet.ServletRequest;
import org.eclipse.jetty.server.Authentication;
import org.eclipse.jetty.server.UserIdentity;

/** The principal in the terms of servlets: user name and role. */
record TokenUser(Principal principal) implements Authentication.User, UserIdentity {

    @Override
    public String getAuthMethod() {
        return "TOKEN";
    }

    @Override
    public UserIdentity getUserIdentity() {
        return this;
    }

    @Override
    public boolean isUserInRole(UserIdentity.Scope scope, String role) {
        return isUserInRole(role, scope);
    }

    @Override
    public Authentication logout(ServletRequest request) {
        return Authentication.UNAUTHENTICATED;
    }

    /** What the interface still asks for, though nothing calls it. */
    @Override
    @Deprecated
    public void logout() {
        // A token ends by revoking it, not by a request.
    }

    @Override
    public Subject getSubject() {
        return new Subject(true, Set.of(getUserPrincipal()), Set.of(), Set.of());
    }

    @Override
    public java.security.Principal getUserPrincipal() {
        return new Named(principal.name());
    }

    @Override
    public boolean isUserInRole(String role, UserIdentity.Scope scope) {
        return principal.role().name().equalsIgnoreCase(role);
    }

    private record Named(String getName) implements java.security.Principal {}
}
