package dev.osprey.access;

import java.util.Objects;

/**
 * Who acts.
 *
 * @param name a user name, or the id of a module, skill or agent; the {@code source} of what it publishes
 * @param role what it may do at most
 * @param incarnation the credential or run that it speaks for: a new one for the same name ends the old one
 */
public record Principal(String name, Role role, String incarnation) {

    /** The system itself, for work that no outside caller asked for. */
    public static final Principal SYSTEM = new Principal("osprey", Role.ADMIN, "system");

    public Principal {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(incarnation, "incarnation");
    }

    /** A person or bundle with a role, whose access does not hang on one credential. */
    public static Principal of(String name, Role role) {
        return new Principal(name, role, "");
    }
}
