package dev.osprey.shell.command;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Gives a permission. */
@Service
@Command(
        scope = "access",
        name = "grant",
        description = "Grants a module, skill or agent a permission; it takes effect at once",
        detailedDescription = "Example: access:grant clock tool.call 'device.*'")
public final class AccessGrant extends GrantChange {

    @Override
    void run(Door door) {
        Grant grant = asked();
        door.check(Permission.GRANT, grant.principal());
        AuditLog audit = door.service(AuditLog.class);
        door.service(AccessControl.class).grant(grant.principal(), grant.permission(), grant.resource());
        door.record(audit, "access.grant", text(grant));
        show(door.output(), grant, "Granted");
    }
}
