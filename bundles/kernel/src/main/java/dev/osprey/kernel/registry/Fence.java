package dev.osprey.kernel.registry;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;

/**
 * What keeps an earlier run of a module from touching the registration of a later one: a module's heartbeat and end count only for
 * what the same incarnation registered. People and the system are not bound to one credential and pass.
 *
 * @param incarnation who is let through; null for everybody
 */
record Fence(String incarnation) {

    /** Lets everybody through. */
    static final Fence NONE = new Fence(null);

    static Fence of(Principal principal) {
        boolean bound =
                principal.role() == Role.MODULE && !principal.incarnation().isEmpty();
        return bound ? new Fence(principal.incarnation()) : NONE;
    }

    /** Whether it opens for what {@code registrant}, an incarnation, registered. */
    boolean opensFor(String registrant) {
        return incarnation == null || registrant.isEmpty() || incarnation.equals(registrant);
    }
}
