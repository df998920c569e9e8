package dev.osprey.ipc;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Access by table: what stands in {@link #denied} is denied, a token is {@code name-role}, a ticket likewise and good once. */
final class TestAccess implements AccessControl, Credentials, AuditLog {

    /** Permission key, blank, resource. */
    final Set<String> denied = ConcurrentHashMap.newKeySet();

    /** Whether every token has ended since it was looked at. */
    volatile boolean invalid;

    final Set<String> tickets = ConcurrentHashMap.newKeySet();
    final List<String> audit = new CopyOnWriteArrayList<>();
    private final List<Consumer<Principal>> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final AtomicLong epoch = new AtomicLong();

    @Override
    public Verdict verdict(Principal principal, Permission permission, String resource) {
        boolean no = denied.contains(permission.key() + " " + resource);
        return new Verdict(!no, no ? principal.name() + " may not." : "Allowed.", no ? "Ask." : null);
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
        return epoch.get();
    }

    void changed() {
        epoch.incrementAndGet();
    }

    @Override
    public void grant(String principal, Permission permission, String resourceGlob) {
        throw new UnsupportedOperationException("grant");
    }

    @Override
    public boolean revoke(String principal, Permission permission, String resourceGlob) {
        throw new UnsupportedOperationException("revoke");
    }

    @Override
    public List<Grant> grants() {
        return List.of();
    }

    @Override
    public Optional<Principal> authenticate(String token) {
        String[] parts = token.split("-");
        return parts.length != 2 || revoked.contains(parts[0])
                ? Optional.empty()
                : Optional.of(new Principal(parts[0], Role.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT)), "1"));
    }

    @Override
    public String issue(String name, Role role) {
        throw new UnsupportedOperationException("issue");
    }

    @Override
    public void accept(Map<String, String> tokens) {
        throw new UnsupportedOperationException("accept");
    }

    @Override
    public boolean revoke(String name) {
        revoked.add(name);
        listeners.forEach(listener -> listener.accept(new Principal(name, Role.MODULE, "1")));
        return true;
    }

    @Override
    public List<TokenInfo> tokens() {
        throw new UnsupportedOperationException("tokens");
    }

    @Override
    public String ticket(Principal principal) {
        String ticket = principal.name() + "-" + principal.role();
        tickets.add(ticket);
        return ticket;
    }

    @Override
    public Optional<Principal> redeem(String ticket) {
        return tickets.remove(ticket) ? authenticate(ticket) : Optional.empty();
    }

    @Override
    public boolean valid(Principal principal) {
        return !invalid && !revoked.contains(principal.name());
    }

    @Override
    public Handle onRevoked(Consumer<Principal> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void record(Principal principal, String door, String action, String resource, String outcome) {
        audit.add((principal == null ? "nobody" : principal.name()) + " " + door + " " + action + " " + resource + " "
                + outcome);
    }
}
