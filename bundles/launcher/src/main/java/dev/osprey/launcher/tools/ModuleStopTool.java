package dev.osprey.launcher.tools;

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
        description = "Stops a module: asks it to, then ends its whole process tree.",
        role = "operator",
        timeout = 60,
        input = ModuleTools.NAMED_WITH_REASON,
        output = ModuleTools.MODULE)
public final class ModuleStopTool implements Tool {

    private final Modules modules;

    @Activate
    public ModuleStopTool(@Reference Modules modules) {
        this.modules = modules;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return ModuleTools.act(() -> modules.stop((String) input.get("name"), (String) input.get("reason")));
    }
}
