package dev.osprey.launcher.tools;

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
        description = "Starts a module and waits until it is ready.",
        role = "operator",
        timeout = 660,
        input = ModuleTools.NAMED,
        output = ModuleTools.MODULE)
public final class ModuleStartTool implements Tool {

    private final Modules modules;

    @Activate
    public ModuleStartTool(@Reference Modules modules) {
        this.modules = modules;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return ModuleTools.act(() -> modules.start((String) input.get("name")));
    }
}
