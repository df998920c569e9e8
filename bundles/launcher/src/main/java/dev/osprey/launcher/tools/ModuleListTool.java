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

/** Lists modules; a module sees those that it may read. */
@Component
@ToolDefinition(
        name = "module.list",
        description = "Lists the modules with what is configured, what runs, and why something does not.",
        role = "viewer",
        readOnly = true,
        output = "{\"type\":\"array\",\"items\":" + Schemas.MODULE + "}")
public final class ModuleListTool implements Tool {

    private final Modules modules;
    private final Desk desk;

    @Activate
    public ModuleListTool(@Reference Modules modules, @Reference Desk desk) {
        this.modules = modules;
        this.desk = desk;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return modules.list().stream()
                .filter(status -> desk.may(call.principal(), Permission.MODULE_READ, status.name()))
                .map(ModuleJson::of)
                .toList();
    }
}
