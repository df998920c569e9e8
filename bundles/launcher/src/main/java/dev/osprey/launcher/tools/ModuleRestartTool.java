package dev.osprey.launcher.tools;

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
        timeout = 720,
        input = ModuleTools.NAMED_WITH_REASON,
        output = ModuleTools.MODULE)
public final class ModuleRestartTool implements Tool {

    private final Modules modules;

    @Activate
    public ModuleRestartTool(@Reference Modules modules) {
        this.modules = modules;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return ModuleTools.act(() -> modules.restart((String) input.get("name"), (String) input.get("reason")));
    }
}
