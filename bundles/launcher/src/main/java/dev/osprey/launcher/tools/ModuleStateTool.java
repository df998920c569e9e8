package dev.osprey.launcher.tools;

import dev.osprey.module.ModuleState;
import dev.osprey.module.Modules;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores a state in place of the manifest's. */
@Component
@ToolDefinition(
        name = "module.state",
        description =
                "Sets a module to enabled, manual or disabled, whatever its manifest says; starts and stops nothing.",
        role = "operator",
        input = "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\",\"state\"],\"properties\":{"
                + ModuleTools.NAME + ",\"state\":{\"enum\":[\"enabled\",\"manual\",\"disabled\"]}}}",
        output = ModuleTools.MODULE)
public final class ModuleStateTool implements Tool {

    private final Modules modules;

    @Activate
    public ModuleStateTool(@Reference Modules modules) {
        this.modules = modules;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ModuleState state = ModuleState.valueOf(((String) input.get("state")).toUpperCase(Locale.ROOT));
        return ModuleTools.act(() -> modules.state((String) input.get("name"), state));
    }
}
