package dev.osprey.shell.login;

import java.security.Principal;
import java.util.Objects;

/** Carries, through a log-in, the credential that it rests on. */
public record IncarnationPrincipal(String incarnation) implements Principal {

    public IncarnationPrincipal {
        Objects.requireNonNull(incarnation, "incarnation");
    }

    @Override
    public String getName() {
        return incarnation;
    }
}
