package dev.osprey.shell.command;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import java.util.Map;

/** One run of a command: who typed it, the services it may ask, and where it writes. */
final class Door {

    private static final String NAME = "shell";

    private final Principal caller;
    private final Services services;
    private final Output output;
    private boolean foundBad;

    Door(Principal caller, Services services, Output output) {
        this.caller = caller;
        this.services = services;
        this.output = output;
    }

    <T> T service(Class<T> type) {
        return services.get(type);
    }

    Output output() {
        return output;
    }

    /** @throws dev.osprey.access.AccessDeniedException if the caller may not */
    void check(Permission permission, String resource) {
        services.get(AccessControl.class).check(caller, permission, resource);
    }

    /** Says that what was found is bad: the exit status will be 1. */
    void bad() {
        foundBad = true;
    }

    boolean foundBad() {
        return foundBad;
    }

    /** Calls a tool in the caller's name and waits; leaving the terminal or the connection cancels it. */
    Object call(String tool, Map<String, Object> input, ToolObserver observer) {
        ToolRequest request = new ToolRequest(caller, NAME, tool, input, null);
        return new Waiting(output).await(services.get(Tools.class).call(request, observer));
    }

    /**
     * Calls a tool of Osprey's own, one that a command stands for.
     *
     * @throws Failure {@code unavailable} if the bundle that brings it is not there
     */
    Object own(String tool, Map<String, Object> input) {
        if (services.get(Tools.class).find(tool).isEmpty()) {
            throw Suppliers.missing("The tool " + tool, Suppliers.ofTool(tool));
        }
        return call(tool, input, ToolObserver.NONE);
    }

    /** The same for a tool whose result is an object. */
    Map<String, Object> ask(String tool, Map<String, Object> input) {
        return Values.map(own(tool, input));
    }

    /** Leaves a line in the audit trail for a change that does not know who makes it. */
    void record(AuditLog audit, String action, String resource) {
        audit.record(caller, NAME, action, resource, "ok");
    }
}
