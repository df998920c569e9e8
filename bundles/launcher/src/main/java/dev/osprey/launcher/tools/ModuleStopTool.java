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

/** Stops a module. */
@Component
@ToolDefinition(
        name = "module.stop",
        description = "Stops a module: asks it to, then ends its whole process tree and tells what could not be ended.",
        role = "operator",
        timeout = 660,
        input = Schemas.NAMED_WITH_REASON,
        output = Schemas.MODULE)
public final class ModuleStopTool implements Tool {

    private final Modules modules;
    private final Desk desk;

    @Activate
    public ModuleStopTool(@Reference Modules modules, @Reference Desk desk) {
        this.modules = modules;
        this.desk = desk;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = Desk.name(input);
        String reason = (String) input.get("reason");
        return desk.ended(desk.ask(call, Permission.MODULE_CONTROL, name, () -> modules.stop(name, reason)));
    }
}
