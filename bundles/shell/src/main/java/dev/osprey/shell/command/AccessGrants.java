package dev.osprey.shell.command;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What was granted. */
@Service
@Command(
        scope = "access",
        name = "grants",
        description = "Lists what modules, skills and agents were granted",
        detailedDescription = "Example: access:grants --json")
public final class AccessGrants extends ListCommand {

    @Override
    void run(Door door) {
        door.check(Permission.GRANT, "*");
        List<Grant> grants = door.service(AccessControl.class).grants();
        if (door.output().json()) {
            door.output().document(grants.stream().map(Documents::of).toList());
            return;
        }
        door.output()
                .table(
                        List.of("Principal", "Permission", "Resource"),
                        grants.stream()
                                .<List<Object>>map(grant -> List.of(
                                        grant.principal(), grant.permission().key(), grant.resource()))
                                .toList(),
                        "Nothing is granted.");
    }
}
