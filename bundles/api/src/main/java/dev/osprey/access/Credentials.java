package dev.osprey.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tokens and tickets. A token is 256 random bits (64 hex characters), kept only as a hash, compared in constant time. Token =
 * incarnation: a new token for a name ends the old one, and whoever still speaks with the old one is cut off. Thread-safe.
 */
@ProviderType
public interface Credentials {

    /** Who this token belongs to; empty for an unknown, revoked or malformed one. */
    Optional<Principal> authenticate(String token);

    /**
     * Makes a new token for a name and ends its old one. The result is the only copy.
     *
     * @throws IllegalArgumentException if the name is malformed, Osprey's own, or belongs to a person where a module is meant, or the
     *     other way round
     * @throws IllegalStateException if there are too many tokens
     */
    String issue(String name, Role role);

    /**
     * Takes tokens that somebody else made, as {@code POST /tokens} does: name to token of at least 32 characters. All become
     * {@link Role#MODULE}. The name {@code launcher} and people's names are refused.
     *
     * @throws IllegalArgumentException if one is refused; then none is taken
     */
    void accept(Map<String, String> tokens);

    /**
     * Ends the token of a name.
     *
     * @return false if there was none
     * @throws IllegalArgumentException for the administrator's, which can only be renewed
     */
    boolean revoke(String name);

    /** Whose tokens are in force, the administrator's among them, ordered by name. Never the tokens themselves. */
    List<TokenInfo> tokens();

    /**
     * A credential for a browser's WebSocket: good once, for 30 seconds, then the principal's own connection.
     *
     * @throws IllegalArgumentException if the principal's credential has ended
     * @throws IllegalStateException if too many tickets are unused
     */
    String ticket(Principal principal);

    /** Uses up a ticket. */
    Optional<Principal> redeem(String ticket);

    /** Whether the incarnation that a principal speaks for is still the valid one. */
    boolean valid(Principal principal);

    /** Calls back, on the ending thread and without a lock, when an incarnation ends. Close the handle to stop. */
    Handle onRevoked(Consumer<Principal> listener);

    /** Ends what it stands for; may be closed twice. */
    @FunctionalInterface
    interface Handle extends AutoCloseable {
        @Override
        void close();
    }
}
