package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessCommandsTest {

    private static final Grant CLOCK = new Grant("clock", Permission.TOOL_CALL, "device.*");

    private final Desk desk = new Desk();

    @Test
    void aGrantIsMadeShownAudited() {
        assertEquals("Granted: clock tool.call device.*\n", desk.people(asked(new AccessGrant())));
        assertEquals(List.of(CLOCK), List.copyOf(desk.grants));
        assertEquals(List.of("vera shell access.grant clock tool.call device.* ok"), desk.audited);
        assertEquals(
                List.of(Map.of("principal", "clock", "permission", "tool.call", "resource", "device.*")),
                desk.programs(new AccessGrants()));
        assertTrue(desk.people(new AccessGrants()).contains("device.*"));
    }

    @Test
    void aGrantIsTakenBackOnce() {
        desk.grants.add(CLOCK);
        assertEquals("Revoked: clock tool.call device.*\n", desk.people(asked(new AccessRevoke())));
        Failure again = assertThrows(Failure.class, () -> desk.people(asked(new AccessRevoke())));
        assertEquals("not_found", again.code());
        assertEquals(1, desk.audited.size());
    }

    @Test
    void anUnknownPermissionIsToldWithTheKnownOnes() {
        AccessGrant grant = asked(new AccessGrant());
        grant.permission = "tool.kall";
        Failure failure = assertThrows(Failure.class, () -> desk.people(grant));
        assertTrue(failure.text().contains("tool.kall"), failure.text());
        assertTrue(failure.text().contains("tool.call"), failure.text());
        assertTrue(desk.grants.isEmpty());
    }

    @Test
    void nothingChangesWhenTheCallerMayNot() {
        desk.denied.add(Permission.GRANT);
        desk.grants.add(CLOCK);
        assertThrows(AccessDeniedException.class, () -> desk.people(asked(new AccessGrant())));
        assertThrows(AccessDeniedException.class, () -> desk.people(asked(new AccessRevoke())));
        assertThrows(AccessDeniedException.class, () -> desk.people(new AccessGrants()));
        assertEquals(List.of(CLOCK), List.copyOf(desk.grants));
        assertTrue(desk.audited.isEmpty());
    }

    private static <T extends GrantChange> T asked(T command) {
        command.principal = "clock";
        command.permission = "tool.call";
        command.resource = "device.*";
        return command;
    }
}
