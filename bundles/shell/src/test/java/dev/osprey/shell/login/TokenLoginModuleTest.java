package dev.osprey.shell.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class TokenLoginModuleTest {

    private static final Map<String, Principal> TOKENS = Map.of(
            "a-token", new Principal("admin", Role.ADMIN, "run-1"),
            "o-token", new Principal("olga", Role.OPERATOR, "run-2"),
            "v-token", new Principal("vera", Role.VIEWER, "run-3"),
            "m-token", new Principal("clock", Role.MODULE, "run-4"));

    private final Subject subject = new Subject();
    private final List<String> audit = new ArrayList<>();

    @Test
    void failedLoginStandsInTheTrailWithoutWhatWasTyped() throws LoginException {
        logIn("admin", "a-token");
        assertEquals(List.of(), audit);
        assertThrows(FailedLoginException.class, () -> logIn("typed-token", "nope"));
        assertEquals(List.of("null shell authenticate ssh denied"), audit);
    }

    @Test
    void whoeverGuessesDoesNotFillTheTrail() {
        AtomicLong nanos = new AtomicLong();
        FailedLogins failed = new FailedLogins(nanos::get);
        AuditLog log = (principal, door, action, resource, outcome) -> audit.add(outcome);
        for (int i = 0; i < FailedLogins.PER_MINUTE + 10; i++) {
            failed.record(log);
        }
        assertEquals(FailedLogins.PER_MINUTE, audit.size());
        nanos.set(TimeUnit.SECONDS.toNanos(61));
        failed.record(log);
        assertEquals(FailedLogins.PER_MINUTE + 1, audit.size());
    }

    @Test
    void eachRoleGetsWhatItMayAndNoMore() throws LoginException {
        assertEquals(
                Set.of("admin", "operator", "viewer", "manager", "systembundles", "ssh"), logIn("admin", "a-token"));
        assertEquals(Set.of("operator", "viewer", "ssh"), logIn("olga", "o-token"));
        assertEquals(Set.of("viewer", "ssh"), logIn("vera", "v-token"));
    }

    @Test
    void aModuleCannotLogIn() {
        assertThrows(FailedLoginException.class, () -> logIn("clock", "m-token"));
        assertTrue(subject.getPrincipals().isEmpty());
    }

    @Test
    void wrongTokenAndWrongNameLookTheSame() {
        String wrongToken = assertThrows(FailedLoginException.class, () -> logIn("admin", "nope"))
                .getMessage();
        String wrongName = assertThrows(FailedLoginException.class, () -> logIn("admin", "v-token"))
                .getMessage();
        assertEquals(wrongToken, wrongName);
        assertThrows(FailedLoginException.class, () -> logIn(null, "a-token"));
        assertThrows(FailedLoginException.class, () -> logIn("admin", null));
    }

    @Test
    void aPublicKeyDoesNotLogIn() {
        CallbackHandler keyOnly = callbacks -> {
            throw new UnsupportedCallbackException(callbacks[1]);
        };
        TokenLoginModule module = module(keyOnly, true);
        assertThrows(LoginException.class, module::login);
    }

    @Test
    void withoutTheKernelNobodyLogsIn() {
        TokenLoginModule module = module(answers("admin", "a-token"), false);
        String message = assertThrows(LoginException.class, module::login).getMessage();
        assertTrue(message.contains("dev.osprey.kernel"), message);
    }

    @Test
    void theCallerIsTheHighestRoleWithItsIncarnation() throws LoginException {
        logIn("olga", "o-token");
        assertEquals(Optional.of(new Principal("olga", Role.OPERATOR, "run-2")), Caller.of(subject));
    }

    @Test
    void theLocalConsoleIsAnAdminWithoutIncarnation() {
        subject.getPrincipals().add(new UserPrincipal("karaf"));
        Set.of("admin", "manager", "viewer", "systembundles")
                .forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        assertEquals(Optional.of(Principal.of("karaf", Role.ADMIN)), Caller.of(subject));
    }

    @Test
    void aSubjectWithoutOurRolesIsNobody() {
        subject.getPrincipals().add(new UserPrincipal("guest"));
        subject.getPrincipals().add(new RolePrincipal("manager"));
        assertEquals(Optional.empty(), Caller.of(subject));
        assertEquals(Optional.empty(), Caller.current());
    }

    @Test
    void loggingOutTakesBackWhatWasGiven() throws LoginException {
        subject.getPrincipals().add(new RolePrincipal("given-elsewhere"));
        TokenLoginModule module = module(answers("vera", "v-token"), true);
        module.login();
        module.commit();
        module.logout();
        assertEquals(Set.of(new RolePrincipal("given-elsewhere")), subject.getPrincipals());
        assertFalse(module.commit());
    }

    private Set<String> logIn(String name, String token) throws LoginException {
        subject.getPrincipals().clear();
        TokenLoginModule module = module(answers(name, token), true);
        module.login();
        module.commit();
        assertEquals(
                Set.of(name),
                subject.getPrincipals(UserPrincipal.class).stream()
                        .map(UserPrincipal::getName)
                        .collect(Collectors.toSet()));
        return subject.getPrincipals(RolePrincipal.class).stream()
                .map(RolePrincipal::getName)
                .collect(Collectors.toSet());
    }

    private TokenLoginModule module(CallbackHandler callbacks, boolean kernel) {
        TokenLoginModule module = new TokenLoginModule();
        module.initialize(subject, callbacks, Map.of(), Map.of(BundleContext.class.getName(), context(kernel)));
        return module;
    }

    private static CallbackHandler answers(String name, String token) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback question) {
                    question.setName(name);
                } else if (callback instanceof PasswordCallback question && token != null) {
                    question.setPassword(token.toCharArray());
                }
            }
        };
    }

    private BundleContext context(boolean kernel) {
        Credentials credentials =
                proxy(Credentials.class, (method, arguments) -> Optional.ofNullable(TOKENS.get(arguments[0])));
        AuditLog log = (principal, door, action, resource, outcome) ->
                audit.add(String.join(" ", String.valueOf(principal), door, action, resource, outcome));
        ServiceReference<?> reference = proxy(ServiceReference.class, (method, arguments) -> null);
        ServiceReference<?> trail = proxy(ServiceReference.class, (method, arguments) -> null);
        return proxy(BundleContext.class, (method, arguments) -> switch (method) {
            case "getServiceReference" -> !kernel ? null : arguments[0] == AuditLog.class ? trail : reference;
            case "getService" -> arguments[0] == trail ? log : credentials;
            case "ungetService" -> true;
            default -> null;
        });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
