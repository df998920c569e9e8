package dev.osprey.kernel.access;

import static dev.osprey.access.Permission.CONSOLE;
import static dev.osprey.access.Permission.EVENT_PUBLISH;
import static dev.osprey.access.Permission.EVENT_SUBSCRIBE;
import static dev.osprey.access.Permission.GRANT;
import static dev.osprey.access.Permission.MODULE_CONTROL;
import static dev.osprey.access.Permission.MODULE_LOG;
import static dev.osprey.access.Permission.MODULE_READ;
import static dev.osprey.access.Permission.MODULE_RESTART;
import static dev.osprey.access.Permission.REGISTRY_READ;
import static dev.osprey.access.Permission.REGISTRY_WRITE;
import static dev.osprey.access.Permission.TICKET;
import static dev.osprey.access.Permission.TOKEN;
import static dev.osprey.access.Permission.TOOL_CALL;
import static dev.osprey.access.Permission.TOOL_LIST;

import dev.osprey.access.Permission;
import dev.osprey.access.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each role may do without a grant: the only such table; {@code docs/access.md} shows it to people. */
final class Permissions {

    /** Never granted: whoever has one of them could give itself everything. */
    static final Set<Permission> NOT_GRANTABLE = EnumSet.of(CONSOLE, GRANT, TOKEN);

    private static final Map<Role, Set<Permission>> TABLE = new EnumMap<>(Role.class);

    /** What the role LOCAL may, and on what: names, or what begins so if they end in a dot and a wildcard. Tested against the page, too. */
    static final Map<Permission, List<String>> LOCAL = Map.of(
            TOOL_CALL, List.of("process.*", "kernel.*", "device.list", "system.metrics", "host.info"),
            EVENT_SUBSCRIBE, List.of("kairo.>", "process.>"));

    static {
        Set<Permission> viewer =
                EnumSet.of(REGISTRY_READ, EVENT_SUBSCRIBE, TOOL_LIST, TOOL_CALL, MODULE_READ, MODULE_LOG, TICKET);
        Set<Permission> operator = EnumSet.copyOf(viewer);
        operator.addAll(EnumSet.of(REGISTRY_WRITE, EVENT_PUBLISH, MODULE_CONTROL, MODULE_RESTART));
        TABLE.put(Role.VIEWER, viewer);
        TABLE.put(Role.OPERATOR, operator);
        TABLE.put(Role.ADMIN, EnumSet.allOf(Permission.class));
        TABLE.put(
                Role.MODULE,
                EnumSet.of(REGISTRY_READ, REGISTRY_WRITE, EVENT_PUBLISH, EVENT_SUBSCRIBE, TOOL_LIST, TICKET));
    }

    private Permissions() {}

    /** Whether a role has a permission for a resource; a module writes only its own registry entry. */
    static boolean has(Role role, Permission permission, String name, String resource) {
        if (role == Role.LOCAL) {
            return LOCAL.getOrDefault(permission, List.of()).stream().anyMatch(listed -> covers(listed, resource));
        }
        boolean own = role != Role.MODULE || permission != REGISTRY_WRITE || name.equals(resource);
        return own && TABLE.get(role).contains(permission);
    }

    private static boolean covers(String listed, String resource) {
        int stem = listed.length() - 1;
        return listed.charAt(stem) == '*' || listed.charAt(stem) == '>'
                ? resource.length() > stem && resource.startsWith(listed.substring(0, stem))
                : resource.equals(listed);
    }

    /** The lowest role of people that has a permission. */
    static Role least(Permission permission) {
        return TABLE.get(Role.VIEWER).contains(permission)
                ? Role.VIEWER
                : TABLE.get(Role.OPERATOR).contains(permission) ? Role.OPERATOR : Role.ADMIN;
    }
}
