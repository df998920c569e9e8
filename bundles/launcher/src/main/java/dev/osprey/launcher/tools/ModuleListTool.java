package dev.osprey.launcher.tools;

import dev.osprey.module.Modules;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists modules. */
@Component
@ToolDefinition(
        name = "module.list",
        description = "Lists the modules with what is configured, what runs, and why something does not.",
        role = "viewer",
        readOnly = true,
        output = "{\"type\":\"array\",\"items\":" + ModuleTools.MODULE + "}")
public final class ModuleListTool implements Tool {

    private final Modules modules;

    @Activate
    public ModuleListTool(@Reference Modules modules) {
        this.modules = modules;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return modules.list().stream().map(ModuleTools::describe).toList();
    }
}
