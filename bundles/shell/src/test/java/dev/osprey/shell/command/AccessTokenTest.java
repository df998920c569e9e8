package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.tool.Tools;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessTokenTest {

    private final FakeTools tools = FakeTools.saying(Map.of(
            "access.token.create", Map.of("name", "vera", "role", "viewer", "token", "0123abcd"),
            "access.token.list", Map.of("items", List.of(Map.of("name", "vera", "role", "viewer", "stored", true))),
            "access.token.revoke", Map.of("name", "vera", "revoked", true)));
    private final Desk desk = new Desk().with(Tools.class, tools);

    @Test
    void aNewTokenStandsAloneOnStandardOutput() {
        AccessToken create = command("create", "vera");
        create.role = "viewer";
        assertEquals("0123abcd\n", desk.people(create));
        assertTrue(desk.errors().contains("once"), desk.errors());
        assertEquals(
                Map.of("name", "vera", "role", "viewer"), tools.requests.get(0).input());
        assertEquals(Map.of("name", "vera", "role", "viewer", "token", "0123abcd"), desk.programs(create));
    }

    @Test
    void theListShowsNoToken() {
        assertTrue(desk.people(command("list", null)).contains("vera | viewer |        | yes"));
    }

    @Test
    void aTokenIsRevokedOrWasNone() {
        assertEquals("Revoked: the token of vera\n", desk.people(command("revoke", "vera")));
        desk.with(Tools.class, FakeTools.returning(Map.of("name", "vera", "revoked", false)));
        Failure none = assertThrows(Failure.class, () -> desk.people(command("revoke", "vera")));
        assertEquals("not_found", none.code());
    }

    @Test
    void whatIsMissingOrTooMuchIsNamedAndNothingIsCalled() {
        AccessToken roleWithList = command("list", null);
        roleWithList.role = "viewer";
        AccessToken noRole = command("create", "vera");
        noRole.role = "king";
        for (AccessToken wrong : List.of(
                command("create", "vera"),
                command("create", null),
                command("revoke", null),
                command("list", "vera"),
                command("show", "vera"),
                roleWithList,
                noRole)) {
            assertEquals(
                    "invalid_input",
                    assertThrows(Failure.class, () -> desk.people(wrong)).code());
        }
        assertTrue(tools.requests.isEmpty());
    }

    @Test
    void anOptionDirectlyBehindTheActionIsNoName() {
        AccessToken create = command("create", "--role");
        create.options = List.of("viewer", "vera");
        List<String> rest = new TrailingOptions(create).take(create.typed());
        assertEquals(List.of("vera"), rest);
        assertEquals("0123abcd\n", desk.people(create, rest.toArray(String[]::new)));
        assertEquals(
                Map.of("name", "vera", "role", "viewer"), tools.requests.get(0).input());
    }

    private static AccessToken command(String action, String name) {
        AccessToken command = new AccessToken();
        command.action = action;
        command.name = name;
        return command;
    }
}
