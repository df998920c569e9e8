package dev.osprey.shell.login;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import java.security.AccessController;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;

/** Who typed the command. */
public final class Caller {

    private static final List<Role> HIGHEST_FIRST = List.of(Role.ADMIN, Role.OPERATOR, Role.VIEWER);

    private Caller() {}

    /** The person of the running thread's log-in; empty if nobody is logged in, or somebody without a role of ours. */
    @SuppressWarnings("removal")
    public static Optional<Principal> current() {
        Subject subject = Subject.getSubject(AccessController.getContext());
        return subject == null ? Optional.empty() : of(subject);
    }

    static Optional<Principal> of(Subject subject) {
        Optional<UserPrincipal> user =
                subject.getPrincipals(UserPrincipal.class).stream().findFirst();
        Set<String> roles = subject.getPrincipals(RolePrincipal.class).stream()
                .map(RolePrincipal::getName)
                .collect(Collectors.toSet());
        String incarnation = subject.getPrincipals(IncarnationPrincipal.class).stream()
                .map(IncarnationPrincipal::incarnation)
                .findFirst()
                .orElse("");
        return user.flatMap(person -> HIGHEST_FIRST.stream()
                .filter(role -> roles.contains(role.name().toLowerCase(java.util.Locale.ROOT)))
                .findFirst()
                .map(role -> new Principal(person.getName(), role, incarnation)));
    }
}
