package dev.osprey.launcher.run;

import dev.osprey.access.Credentials;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.TokenInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tokens in memory. */
final class FakeCredentials implements Credentials {

    final Map<String, String> tokens = new ConcurrentHashMap<>();
    final List<String> issued = new CopyOnWriteArrayList<>();

    @Override
    public Optional<Principal> authenticate(String token) {
        return tokens.entrySet().stream()
                .filter(entry -> entry.getValue().equals(token))
                .map(entry -> new Principal(entry.getKey(), Role.MODULE, token))
                .findFirst();
    }

    @Override
    public String issue(String name, Role role) {
        String token = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        tokens.put(name, token);
        issued.add(token);
        return token;
    }

    @Override
    public void accept(Map<String, String> given) {
        tokens.putAll(given);
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
        return "ticket";
    }

    @Override
    public Optional<Principal> redeem(String ticket) {
        return Optional.empty();
    }

    @Override
    public boolean valid(Principal principal) {
        return tokens.containsValue(principal.incarnation());
    }

    @Override
    public Handle onRevoked(Consumer<Principal> listener) {
        return () -> {};
    }
}
