package dev.osprey.shell.command;

import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.shell.complete.PermissionKeys;
import dev.osprey.shell.complete.Principals;
import dev.osprey.tool.ToolException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;

/** What {@code access:grant} and {@code access:revoke} share. */
abstract class GrantChange extends OspreyCommand {

    @Argument(index = 0, name = "principal", description = "Id of a module, skill or agent", required = true)
    @Completion(Principals.class)
    String principal;

    @Argument(index = 1, name = "permission", description = "Such as tool.call", required = true)
    @Completion(PermissionKeys.class)
    String permission;

    @Argument(index = 2, name = "resource", description = "Glob, such as device.*", required = true)
    String resource;

    @Argument(index = 3, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    final List<String> words() {
        return options;
    }

    final Grant asked() {
        Permission found = Arrays.stream(Permission.values())
                .filter(known -> known.key().equals(permission))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ToolException.INVALID_INPUT,
                        "There is no permission " + permission + ".",
                        "Take one of "
                                + Arrays.stream(Permission.values())
                                        .map(Permission::key)
                                        .collect(Collectors.joining(", "))));
        return new Grant(principal, found, resource);
    }

    static void show(Output output, Grant grant, String done) {
        if (output.json()) {
            output.document(Documents.of(grant));
        } else {
            output.line(
                    done + ": " + grant.principal() + " " + grant.permission().key() + " " + grant.resource());
        }
    }

    static String text(Grant grant) {
        return grant.principal() + " " + grant.permission().key() + " " + grant.resource();
    }
}
