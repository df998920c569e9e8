package dev.osprey.shell.command;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.tool.ToolException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Takes a permission back. */
@Service
@Command(
        scope = "access",
        name = "revoke",
        description = "Takes a granted permission back; it takes effect at once",
        detailedDescription = "Example: access:revoke clock tool.call 'device.*'")
public final class AccessRevoke extends GrantChange {

    @Override
    void run(Door door) {
        Grant grant = asked();
        door.check(Permission.GRANT, grant.principal());
        AuditLog audit = door.service(AuditLog.class);
        if (!door.service(AccessControl.class).revoke(grant.principal(), grant.permission(), grant.resource())) {
            throw new Failure(
                    ToolException.NOT_FOUND,
                    grant.principal() + " was not granted " + grant.permission().key() + " on " + grant.resource()
                            + ".",
                    "Look with access:grants; the resource must be the same text.");
        }
        door.record(audit, "access.revoke", text(grant));
        show(door.output(), grant, "Revoked");
    }
}
