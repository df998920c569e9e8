package dev.osprey.web.guard;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.TokenInfo;
import dev.osprey.access.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The kernel's side, in memory: each role's token is its name in lower case, eight times. */
final class FakeServices implements Services, Credentials, AccessControl, AuditLog {

    final List<String> lines = new CopyOnWriteArrayList<>();
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean ready = true;

    static String token(Role role) {
        return role.name().toLowerCase(java.util.Locale.ROOT).repeat(8);
    }

    @Override
    public Credentials credentials() {
        return ready ? this : null;
    }

    @Override
    public AccessControl access() {
        return ready ? this : null;
    }

    @Override
    public AuditLog audit() {
        return ready ? this : null;
    }

    @Override
    public Optional<Principal> authenticate(String token) {
        asked.incrementAndGet();
        for (Role role : Role.values()) {
            if (token(role).equals(token)) {
                return Optional.of(new Principal("the-" + role.name(), role, "1"));
            }
        }
        return Optional.empty();
    }

    @Override
    public void check(Principal principal, Permission permission, String resource) {
        Verdict verdict = verdict(principal, permission, resource);
        if (!verdict.allowed()) {
            throw new AccessDeniedException(verdict);
        }
    }

    @Override
    public Verdict verdict(Principal principal, Permission permission, String resource) {
        return principal.role() == Role.ADMIN
                ? new Verdict(true, "admin", null)
                : new Verdict(false, "Not an admin.", "Be one.");
    }

    @Override
    public void record(Principal principal, String door, String action, String resource, String outcome) {
        lines.add(action + " " + resource + " " + outcome);
    }

    @Override
    public String issue(String name, Role role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void accept(Map<String, String> tokens) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean revoke(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TokenInfo> tokens() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String ticket(Principal principal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Principal> redeem(String ticket) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean valid(Principal principal) {
        return true;
    }

    @Override
    public Handle onRevoked(Consumer<Principal> listener) {
        throw new UnsupportedOperationException();
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
