package dev.osprey.launcher.tools;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Verdict;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModuleDisabledException;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.module.Until;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where the module tools come by: asks whether the caller may do it to this module, as every other door does, and words refusals. The right
 * to call a tool says nothing about which module. Thread-safe.
 */
@Component(service = Desk.class)
public final class Desk {

    static final String ALL = "*";

    private final Modules modules;
    private final AccessControl access;

    @Activate
    public Desk(@Reference Modules modules, @Reference AccessControl access) {
        this.modules = modules;
        this.access = access;
    }

    static String name(Map<String, Object> input) {
        return (String) input.get("name");
    }

    static Until until(Map<String, Object> input) {
        return "spawned".equals(input.get("wait")) ? Until.SPAWNED : Until.READY;
    }

    boolean may(Principal principal, Permission permission, String module) {
        return access.verdict(principal, permission, module).allowed();
    }

    /** Does something to a module, or all of them, if the caller may. */
    <T> T ask(ToolCall call, Permission permission, String module, Supplier<T> action) {
        Verdict verdict = access.verdict(call.principal(), permission, module);
        if (!verdict.allowed()) {
            throw new ToolException(ToolException.DENIED, verdict.reason(), verdict.remedy());
        }
        try {
            return action.get();
        } catch (NoSuchModuleException e) {
            throw new ToolException(
                    ToolException.NOT_FOUND, e.getMessage(), "module.list shows the names that there are.", e);
        } catch (ModuleDisabledException e) {
            throw new ToolException(
                    ToolException.CONFLICT, e.getMessage(), "module.state sets it to enabled or manual.", e);
        } catch (ModuleActionException e) {
            throw new ToolException(
                    ToolException.CONFLICT, e.getMessage(), "module.why tells what stands in the way.", e);
        }
    }

    /** The module, and what of its last run could not be ended. */
    Map<String, Object> ended(ModuleStatus status) {
        Map<String, Object> row = ModuleJson.of(status);
        modules.detail(status.name())
                .map(ModuleDetail::lastEnd)
                .ifPresent(end -> row.put("survivors", end.survivors()));
        return row;
    }
}
