package dev.osprey.shell.login;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.access.Principal;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Takes a user name and a token as the password. Public, with a public constructor, because JAAS makes it by name. The messages of
 * its exceptions say less than they could: they must not tell which of name and token was wrong.
 */
public final class TokenLoginModule implements LoginModule {

    /** For all log-ins: JAAS makes a module for each. */
    private static final FailedLogins FAILED = new FailedLogins(System::nanoTime);

    private Subject subject;
    private CallbackHandler callbacks;
    private BundleContext context;
    private Set<java.security.Principal> granted = Set.of();

    @Override
    public void initialize(
            Subject subject, CallbackHandler callbackHandler, Map<String, ?> sharedState, Map<String, ?> options) {
        this.subject = subject;
        this.callbacks = callbackHandler;
        this.context = (BundleContext) options.get(BundleContext.class.getName());
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("User: ");
        PasswordCallback password = new PasswordCallback("Token: ", false);
        ask(name, password);
        char[] secret = password.getPassword();
        password.clearPassword();
        if (name.getName() == null || secret == null) {
            throw new FailedLoginException("User name or token is missing");
        }
        try {
            granted = authenticate(new String(secret))
                    .filter(found -> found.name().equals(name.getName()))
                    .map(Roles::principals)
                    .orElse(Set.of());
        } finally {
            Arrays.fill(secret, '\0');
        }
        if (granted.isEmpty()) {
            with(AuditLog.class, audit -> {
                FAILED.record(audit);
                return audit;
            });
            throw new FailedLoginException("User name or token is wrong");
        }
        return true;
    }

    private Optional<Principal> authenticate(String token) throws LoginException {
        return with(Credentials.class, credentials -> credentials.authenticate(token))
                .orElseThrow(() -> new LoginException(
                        "No log-in is possible until the kernel runs: start the bundle dev.osprey.kernel"));
    }

    /** Empty if the service is not there. */
    private <S, T> Optional<T> with(Class<S> type, Function<S, T> use) {
        ServiceReference<S> reference = context.getServiceReference(type);
        S service = reference == null ? null : context.getService(reference);
        if (service == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(use.apply(service));
        } finally {
            context.ungetService(reference);
        }
    }

    private void ask(Callback... questions) throws LoginException {
        try {
            callbacks.handle(questions);
        } catch (IOException | UnsupportedCallbackException e) {
            throw (LoginException) new LoginException("Only a user name with a token can log in here").initCause(e);
        }
    }

    @Override
    public boolean commit() {
        subject.getPrincipals().addAll(granted);
        return !granted.isEmpty();
    }

    @Override
    public boolean abort() {
        boolean held = !granted.isEmpty();
        logout();
        return held;
    }

    @Override
    public boolean logout() {
        Set<java.security.Principal> ours = granted.stream().collect(Collectors.toUnmodifiableSet());
        subject.getPrincipals().removeAll(ours);
        granted = Set.of();
        return true;
    }
}
