package dev.osprey.kernel.access;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.TokenInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who holds which token, by the token's hash: each name has at most one, and a new one is a new incarnation. Look-ups are
 * threadsafe; changes are made under the owner's lock.
 */
final class TokenTable {

    private static final int MOST = 10_000;

    private final Map<String, Entry> byHash = new ConcurrentHashMap<>();
    private final Map<String, Entry> byName = new ConcurrentHashMap<>();

    Optional<Principal> find(String token) {
        if (!Secrets.wellFormed(token)) {
            return Optional.empty();
        }
        String hash = Secrets.hash(token);
        Entry entry = byHash.get(hash);
        return entry != null && Secrets.same(hash, entry.hash) ? Optional.of(entry.principal) : Optional.empty();
    }

    /** Who has this name now. */
    Optional<Principal> named(String name) {
        return Optional.ofNullable(byName.get(name)).map(Entry::principal);
    }

    /** Whether somebody else than {@code name} holds this token. */
    boolean takenByOther(String name, String hash) {
        Entry entry = byHash.get(hash);
        return entry != null && !entry.principal.name().equals(name);
    }

    boolean holds(String name, Role role, String hash) {
        Entry entry = byName.get(name);
        return entry != null && entry.principal.role() == role && Secrets.same(hash, entry.hash);
    }

    boolean valid(Principal principal) {
        Entry entry = byName.get(principal.name());
        return entry != null && entry.principal.equals(principal);
    }

    /** @throws IllegalStateException if there is no room for so many more names */
    void checkRoom(long more) {
        if (byName.size() + more > MOST) {
            throw new IllegalStateException("There are " + byName.size() + " tokens and " + more + " more would exceed "
                    + MOST + "; revoke those that nobody uses");
        }
    }

    /** Gives a name a token. @param issuedAt null if that is not known @return who held the name before */
    Optional<Principal> put(String name, Role role, String hash, Instant issuedAt) {
        Optional<Principal> before = remove(name);
        Entry entry =
                new Entry(hash, new Principal(name, role, UUID.randomUUID().toString()), issuedAt);
        byName.put(name, entry);
        byHash.put(hash, entry);
        return before;
    }

    /** @return who held the name */
    Optional<Principal> remove(String name) {
        Entry entry = byName.remove(name);
        if (entry != null) {
            byHash.remove(entry.hash);
        }
        return Optional.ofNullable(entry).map(Entry::principal);
    }

    /** The hashes of people's tokens by name, for the document. */
    Map<String, Map<String, Object>> people() {
        Map<String, Map<String, Object>> people = new HashMap<>();
        byName.forEach((name, entry) -> {
            if (entry.stored() && !name.equals(Names.ADMIN)) {
                people.put(name, document(entry.principal.role(), entry.hash, entry.issuedAt));
            }
        });
        return people;
    }

    /** A token as it stands in the document. */
    static Map<String, Object> document(Role role, String hash, Instant issuedAt) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("role", role.name());
        fields.put("sha256", hash);
        if (issuedAt != null) {
            fields.put("issued_at", issuedAt.toString());
        }
        return fields;
    }

    List<TokenInfo> infos() {
        return byName.values().stream()
                .map(entry ->
                        new TokenInfo(entry.principal.name(), entry.principal.role(), entry.issuedAt, entry.stored()))
                .sorted(Comparator.comparing(TokenInfo::name))
                .toList();
    }

    private record Entry(String hash, Principal principal, Instant issuedAt) {
        boolean stored() {
            return principal.role() != Role.MODULE;
        }
    }
}
