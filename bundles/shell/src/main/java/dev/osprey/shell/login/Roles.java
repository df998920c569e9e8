package dev.osprey.shell.login;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;

/**
 * What a principal of ours is in Karaf's eyes. An admin has what Karaf's own admin group has; {@code ssh} is what the SSH server
 * asks for. A module has nothing: it cannot log in.
 */
final class Roles {

    private static final Map<Role, List<String>> KARAF = Map.of(
            Role.ADMIN, List.of("admin", "operator", "viewer", "manager", "systembundles", "ssh"),
            Role.OPERATOR, List.of("operator", "viewer", "ssh"),
            Role.VIEWER, List.of("viewer", "ssh"),
            Role.MODULE, List.of());

    private Roles() {}

    static Set<java.security.Principal> principals(Principal principal) {
        List<String> roles = KARAF.get(principal.role());
        Set<java.security.Principal> result = new LinkedHashSet<>();
        if (!roles.isEmpty()) {
            result.add(new UserPrincipal(principal.name()));
            roles.forEach(role -> result.add(new RolePrincipal(role)));
            result.add(new IncarnationPrincipal(principal.incarnation()));
        }
        return result;
    }
}
