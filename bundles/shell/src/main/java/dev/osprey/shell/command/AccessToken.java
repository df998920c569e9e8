package dev.osprey.shell.command;

import dev.osprey.shell.complete.TokenNames;
import dev.osprey.tool.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Tokens. */
@Service
@Command(
        scope = "access",
        name = "token",
        description = "Makes a token (create NAME --role ROLE), lists who has one (list), or ends one (revoke NAME)",
        detailedDescription = "Example: access:token create vera --role viewer")
public final class AccessToken extends OspreyCommand {

    private static final ToolTable TOKENS = new ToolTable("access.token.list", "Nobody has a token.")
            .column("Name", "name")
            .column("Role", "role")
            .column("Issued", "issued_at")
            .column("Outlives a restart", "stored");

    private static final List<String> ROLES = List.of("viewer", "operator", "admin", "module");

    @Option(name = "--role", description = "With create: viewer, operator, admin or module")
    @Completion(
            value = StringsCompleter.class,
            values = {"viewer", "operator", "admin", "module"})
    String role;

    @Argument(index = 0, name = "action", description = "create, list or revoke", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"create", "list", "revoke"})
    String action;

    @Argument(index = 1, name = "name", description = "Whose token; not with list")
    @Completion(TokenNames.class)
    String name;

    @Argument(index = 2, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    List<String> typed() {
        // An option directly behind the action: Karaf took it for the name.
        if (name == null || !name.startsWith("--")) {
            return super.typed();
        }
        List<String> all = new ArrayList<>(List.of(name));
        all.addAll(super.typed());
        name = null;
        return all;
    }

    @Override
    void run(Door door, List<String> words) {
        if (name == null && !words.isEmpty()) {
            name = words.get(0);
            super.run(door, words.subList(1, words.size()));
        } else {
            super.run(door, words);
        }
    }

    @Override
    void run(Door door) {
        if (role != null && !action.equals("create")) {
            throw wrong("--role belongs to create, not to " + action + ".", "Leave it out.");
        }
        switch (action) {
            case "create" -> create(door);
            case "list" -> list(door);
            case "revoke" -> revoke(door);
            default -> throw wrong("There is no action " + action + ".", "Take create, list or revoke.");
        }
    }

    private void create(Door door) {
        if (name == null || role == null) {
            throw wrong(
                    name == null ? "Whose token is not said." : "The role of " + name + " is not said.",
                    "Write access:token create NAME --role viewer, operator, admin or module.");
        }
        if (!ROLES.contains(role)) {
            throw wrong("There is no role " + role + ".", "Take one of " + String.join(", ", ROLES) + ".");
        }
        Map<String, Object> made = door.ask("access.token.create", Map.of("name", name, "role", role));
        Output output = door.output();
        if (output.json()) {
            output.document(made);
            return;
        }
        output.line(String.valueOf(made.get("token")));
        output.remark("The token of " + name + " (" + role
                + ") is shown this once: keep it now. An earlier token of this name has ended.");
    }

    private void list(Door door) {
        if (name != null) {
            throw wrong("list takes no name, but there is " + name + ".", "Leave it out: access:token list");
        }
        TOKENS.show(door, Map.of());
    }

    private void revoke(Door door) {
        if (name == null) {
            throw wrong(
                    "Whose token is not said.", "Write access:token revoke NAME; access:token list shows the names.");
        }
        Map<String, Object> done = door.ask("access.token.revoke", Map.of("name", name));
        if (!Boolean.TRUE.equals(done.get("revoked"))) {
            throw new Failure(ToolException.NOT_FOUND, name + " has no token.", "access:token list shows who has one.");
        }
        if (door.output().json()) {
            door.output().document(done);
        } else {
            door.output().line("Revoked: the token of " + name);
        }
    }

    private static Failure wrong(String message, String remedy) {
        return new Failure(ToolException.INVALID_INPUT, message, remedy);
    }
}
