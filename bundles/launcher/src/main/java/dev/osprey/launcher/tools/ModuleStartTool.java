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

/** Starts a module. */
@Component
@ToolDefinition(
        name = "module.start",
        description =
                "Starts a module, and before it all that it needs; waits until it is ready, or only until it runs.",
        role = "operator",
        timeout = 660,
        input = Schemas.NAMED_WITH_WAIT,
        output = Schemas.MODULE)
public final class ModuleStartTool implements Tool {

    private final Modules modules;
    private final Desk desk;

    @Activate
    public ModuleStartTool(@Reference Modules modules, @Reference Desk desk) {
        this.modules = modules;
        this.desk = desk;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = Desk.name(input);
        return ModuleJson.of(
                desk.ask(call, Permission.MODULE_CONTROL, name, () -> modules.start(name, Desk.until(input))));
    }
}
