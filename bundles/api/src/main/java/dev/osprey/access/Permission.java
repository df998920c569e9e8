package dev.osprey.access;

/**
 * What can be allowed or denied. A resource goes with each: a subject or pattern, a module id, a tool name or a path.
 * {@link #key()} is the name in grants, audit lines and messages.
 */
public enum Permission {
    REGISTRY_READ("registry.read"),
    REGISTRY_WRITE("registry.write"),
    EVENT_PUBLISH("event.publish"),
    EVENT_SUBSCRIBE("event.subscribe"),
    EVENT_BLOCK("event.block"),
    TOOL_LIST("tool.list"),
    TOOL_CALL("tool.call"),
    MODULE_READ("module.read"),
    MODULE_LOG("module.log"),
    MODULE_CONTROL("module.control"),
    /** To restart it only; {@link #MODULE_CONTROL} includes it. */
    MODULE_RESTART("module.restart"),
    SERVICE_READ("service.read"),
    CONSOLE("console"),
    GRANT("access.grant"),
    TOKEN("access.token"),
    AUDIT("access.audit"),
    TICKET("access.ticket");

    private final String key;

    Permission(String key) {
        this.key = key;
    }

    /** The dotted name. */
    public String key() {
        return key;
    }
}
