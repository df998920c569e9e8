package dev.osprey.launcher.tools;

import dev.osprey.access.Permission;
import dev.osprey.module.Modules;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Restarts a module. */
@Component
@ToolDefinition(
        name = "module.restart",
        description = "Stops and starts a module; the new process gets a new token.",
        role = "operator",
        timeout = 1320,
        input = Schemas.NAMED_WITH_REASON_AND_WAIT,
        output = Schemas.MODULE)
public final class ModuleRestartTool implements Tool {

    private final Modules modules;
    private final Desk desk;

    @Activate
    public ModuleRestartTool(@Reference Modules modules, @Reference Desk desk) {
        this.modules = modules;
        this.desk = desk;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = Desk.name(input);
        String reason = (String) input.get("reason");
        return desk.ended(desk.ask(
                call, Permission.MODULE_RESTART, name, () -> modules.restart(name, reason, Desk.until(input))));
    }
}
