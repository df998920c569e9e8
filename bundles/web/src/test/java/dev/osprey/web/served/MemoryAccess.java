package dev.osprey.web.served;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Access and credentials in memory: everybody may everything, except whoever is called {@code nobody}. */
public final class MemoryAccess implements AccessControl, Credentials, AuditLog {

    public final Map<String, String> tokens = new HashMap<>();
    public final List<String> audited = new ArrayList<>();
    private final Set<Consumer<Principal>> listeners = ConcurrentHashMap.newKeySet();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final AtomicLong epoch = new AtomicLong();

    /** Tells everybody who asked that a credential has ended. */
    public void end(Principal principal) {
        listeners.forEach(listener -> listener.accept(principal));
    }

    /** From now on somebody may nothing. */
    public void deny(String name) {
        denied.add(name);
        epoch.incrementAndGet();
    }

    @Override
    public Verdict verdict(Principal principal, Permission permission, String resource) {
        return principal.name().equals("nobody") || denied.contains(principal.name())
                ? new Verdict(false, "nobody may not " + permission.key() + " on " + resource, "ask an admin")
                : new Verdict(true, "yes", null);
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

    @Override
    public void grant(String principal, Permission permission, String glob) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean revoke(String principal, Permission permission, String glob) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Grant> grants() {
        return List.of();
    }

    @Override
    public Optional<Principal> authenticate(String token) {
        return tokens.entrySet().stream()
                .filter(e -> e.getValue().equals(token))
                .map(e -> new Principal(e.getKey(), Role.MODULE, "1"))
                .findFirst();
    }

    @Override
    public String issue(String name, Role role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void accept(Map<String, String> more) {
        if (more.containsKey("launcher")) {
            throw new IllegalArgumentException("The name launcher is taken; use another");
        }
        tokens.putAll(more);
    }

    @Override
    public boolean revoke(String name) {
        return tokens.remove(name) != null;
    }

    @Override
    public List<TokenInfo> tokens() {
        return tokens.keySet().stream()
                .sorted()
                .map(name -> new TokenInfo(name, Role.MODULE, null, false))
                .toList();
    }

    @Override
    public String ticket(Principal principal) {
        return "ticket-of-" + principal.name();
    }

    @Override
    public Optional<Principal> redeem(String ticket) {
        return Optional.empty();
    }

    @Override
    public boolean valid(Principal principal) {
        return true;
    }

    @Override
    public Handle onRevoked(Consumer<Principal> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void record(Principal principal, String door, String action, String resource, String outcome) {
        audited.add(principal.name() + " " + door + " " + action + " " + resource + " " + outcome);
    }
}
