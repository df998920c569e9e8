package dev.osprey.launcher.tools;

import dev.osprey.access.Permission;
import dev.osprey.module.ModuleStep;
import dev.osprey.module.Modules;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what happened to modules. */
@Component
@ToolDefinition(
        name = "module.history",
        description = "Tells what happened to a module, or to all of them, newest last; also before the last start.",
        role = "viewer",
        readOnly = true,
        input = "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" + Schemas.NAME
                + ",\"limit\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000,\"default\":100}}}",
        output = "{\"type\":\"object\",\"required\":[\"steps\"],\"properties\":{\"steps\":{\"type\":\"array\","
                + "\"items\":{\"type\":\"object\",\"required\":[\"at\",\"step\",\"module\"],\"properties\":{"
                + "\"at\":{\"type\":[\"string\",\"null\"]},\"step\":{\"type\":\"string\"},"
                + "\"module\":{\"type\":[\"string\",\"null\"]},\"incarnation\":{\"type\":\"integer\"}}}}}}")
public final class ModuleHistoryTool implements Tool {

    private static final int USUAL = 100;

    private final Modules modules;
    private final Desk desk;

    @Activate
    public ModuleHistoryTool(@Reference Modules modules, @Reference Desk desk) {
        this.modules = modules;
        this.desk = desk;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = Desk.name(input);
        int most = input.get("limit") instanceof Number limit ? limit.intValue() : USUAL;
        List<ModuleStep> steps = desk.ask(
                call, Permission.MODULE_READ, name == null ? Desk.ALL : name, () -> modules.history(name, most));
        return Map.of("steps", steps.stream().map(ModuleJson::of).toList());
    }
}
