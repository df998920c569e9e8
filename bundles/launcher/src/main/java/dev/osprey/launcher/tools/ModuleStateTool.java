package dev.osprey.launcher.tools;

import dev.osprey.access.Permission;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.Until;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores a state in place of the manifest's, or takes it back. */
@Component
@ToolDefinition(
        name = "module.state",
        description =
                "Sets a module to enabled, manual or disabled, whatever its manifest says, or with reset=true back to "
                        + "that; starts and stops nothing unless now=true.",
        role = "operator",
        timeout = 660,
        input = "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\"],"
                + "\"oneOf\":[{\"required\":[\"state\"]},{\"required\":[\"reset\"]}],\"properties\":{" + Schemas.NAME
                + ",\"state\":{\"enum\":[\"enabled\",\"manual\",\"disabled\"]},\"reset\":{\"const\":true},"
                + "\"now\":{\"type\":\"boolean\",\"default\":false,"
                + "\"description\":\"start what is enabled, stop what is not\"}}}",
        output = Schemas.MODULE)
public final class ModuleStateTool implements Tool {

    private final Modules modules;
    private final Desk desk;

    @Activate
    public ModuleStateTool(@Reference Modules modules, @Reference Desk desk) {
        this.modules = modules;
        this.desk = desk;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = Desk.name(input);
        return ModuleJson.of(desk.ask(call, Permission.MODULE_CONTROL, name, () -> {
            ModuleStatus stored = store(name, input.get("state"));
            return Boolean.TRUE.equals(input.get("now")) ? follow(stored) : stored;
        }));
    }

    private ModuleStatus store(String name, Object state) {
        return state instanceof String word
                ? modules.state(name, ModuleState.valueOf(word.toUpperCase(Locale.ROOT)))
                : modules.clearState(name);
    }

    private ModuleStatus follow(ModuleStatus stored) {
        return stored.state() == ModuleState.ENABLED
                ? modules.start(stored.name(), Until.SPAWNED)
                : modules.stop(stored.name(), null);
    }
}
