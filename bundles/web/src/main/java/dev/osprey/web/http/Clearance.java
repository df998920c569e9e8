package dev.osprey.web.http;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import java.util.function.Function;

/**
 * Who may use a route.
 *
 * @param kind how that is decided
 * @param permission what it takes; null where none is asked
 * @param resource on what; null where the route does not ask itself
 * @param tool the name of the tool that is called; null where it is none, or named in the request
 */
public record Clearance(Kind kind, Permission permission, Function<Exchange, String> resource, String tool) {

    /** How it is decided. */
    public enum Kind {
        /** Everybody, without a credential; the guard has a list of its own of these paths. */
        ANONYMOUS,
        /** Everybody with a valid credential, of whatever role. */
        LOGIN,
        /** The door asks before it serves. */
        PERMISSION,
        /** The service behind asks for the permission, since only it knows the resource. */
        SERVICE
    }

    /** @throws RuntimeException if the caller may not */
    void check(Exchange exchange, AccessControl access) {
        if (kind == Kind.ANONYMOUS) {
            return;
        }
        var principal = exchange.principal();
        if (kind == Kind.PERMISSION) {
            access.check(principal, permission, resource.apply(exchange));
        }
    }
}
