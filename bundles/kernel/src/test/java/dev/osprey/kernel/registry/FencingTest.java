package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import dev.osprey.registry.UnknownModuleException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An earlier run of a module cannot touch what a later one registered. */
class FencingTest {

    private static final Principal FIRST = Desk.module("a", "one");
    private static final Principal SECOND = Desk.module("a", "two");

    private final Tokens tokens = new Tokens();
    private final Desk desk = new Desk(100, tokens);

    /** The incarnation that is valid, and something that happens right after a check was passed. */
    private static final class Tokens implements AccessControl {

        private String valid = "one";
        private Runnable meanwhile = () -> {};

        @Override
        public Verdict verdict(Principal principal, Permission permission, String resource) {
            boolean allowed = principal.role() != Role.MODULE
                    || principal.incarnation().isEmpty()
                    || principal.incarnation().equals(valid);
            return new Verdict(allowed, allowed ? "allowed" : "ended", allowed ? null : "log in");
        }

        @Override
        public void check(Principal principal, Permission permission, String resource) {
            Verdict verdict = verdict(principal, permission, resource);
            if (!verdict.allowed()) {
                throw new AccessDeniedException(verdict);
            }
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
        }

        @Override
        public long epoch() {
            return 0;
        }

        @Override
        public void grant(String principal, Permission permission, String resourceGlob) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean revoke(String principal, Permission permission, String resourceGlob) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Grant> grants() {
            return List.of();
        }
    }

    private void secondRegisters() {
        tokens.valid = "two";
        desk.register(SECOND);
    }

    private Object registeredBy() {
        return desk.index.find("a").orElseThrow().document().get("by");
    }

    @Test
    void heartbeatOfAnEarlierIncarnationThatPassedTheCheckInTimeHasNoEffect() {
        desk.register(FIRST);
        tokens.meanwhile = this::secondRegisters;
        var before = desk.leases.find("a");
        assertThrows(UnknownModuleException.class, () -> desk.registrations.heartbeat(FIRST, "a"));
        assertEquals(before, desk.leases.find("a"));
        assertEquals("two", registeredBy());
        desk.registrations.heartbeat(SECOND, "a");
    }

    @Test
    void deregistrationByAnEarlierIncarnationThatPassedTheCheckInTimeHasNoEffect() {
        desk.register(FIRST);
        tokens.meanwhile = this::secondRegisters;
        assertFalse(desk.registrations.deregister(FIRST, "a"));
        assertEquals("two", registeredBy());
        assertTrue(desk.registrations.deregister(SECOND, "a"));
    }

    @Test
    void registrationByAnEarlierIncarnationThatPassedTheCheckInTimeIsRefused() {
        desk.register(FIRST);
        tokens.meanwhile = this::secondRegisters;
        assertThrows(AccessDeniedException.class, () -> desk.register(FIRST));
        assertEquals("two", registeredBy());
        assertEquals(1, desk.index.size());
    }

    @Test
    void firstRegistrationOfAnEarlierIncarnationThatComesLateIsRefusedToo() {
        tokens.meanwhile = this::secondRegisters;
        assertThrows(AccessDeniedException.class, () -> desk.register(FIRST));
        assertEquals("two", registeredBy());
    }

    @Test
    void laterIncarnationMustRegisterBeforeItsHeartbeatsCount() {
        desk.register(FIRST);
        tokens.valid = "two";
        var answer = assertThrows(UnknownModuleException.class, () -> desk.registrations.heartbeat(SECOND, "a"));
        assertTrue(answer.getMessage().contains("register again"));
        assertFalse(desk.registrations.deregister(SECOND, "a"), "what it did not register it cannot end");
        desk.register(SECOND);
        desk.registrations.heartbeat(SECOND, "a");
        assertEquals("two", registeredBy());
    }

    @Test
    void peopleAndTheSystemAreNotBoundToOneCredential() {
        Principal web = new Principal("ada", Role.OPERATOR, "token-1");
        desk.registrations.register(web, new dev.osprey.registry.Registration("a", Map.of()));
        desk.registrations.heartbeat(Principal.of("ada", Role.OPERATOR), "a");
        desk.registrations.heartbeat(new Principal("ada", Role.OPERATOR, "token-2"), "a");
        assertTrue(desk.registrations.deregister(new Principal("ada", Role.OPERATOR, "token-3"), "a"));
        desk.register(FIRST);
        assertTrue(desk.registrations.deregister(Principal.SYSTEM, "a"));
        desk.register(FIRST);
        assertTrue(desk.registrations.deregister(new Principal("root", Role.ADMIN, "x"), "a"));
    }
}
