package dev.osprey.launcher.tools;

import dev.osprey.access.Permission;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells why a module is as it is. */
@Component
@ToolDefinition(
        name = "module.why",
        description = "Tells why a module is as it is and, if it waits for another one, why that one is, and so on.",
        role = "viewer",
        readOnly = true,
        input = Schemas.NAMED,
        output = "{\"type\":\"object\",\"required\":[\"name\",\"phase\",\"chain\"],\"properties\":{"
                + "\"name\":{\"type\":\"string\"},\"phase\":{\"enum\":" + Schemas.PHASES + "},"
                + "\"chain\":{\"type\":\"array\",\"items\":" + Schemas.WHY + "}}}")
public final class ModuleWhyTool implements Tool {

    private final Modules modules;
    private final Desk desk;

    @Activate
    public ModuleWhyTool(@Reference Modules modules, @Reference Desk desk) {
        this.modules = modules;
        this.desk = desk;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = Desk.name(input);
        return desk.ask(call, Permission.MODULE_READ, name, () -> why(name));
    }

    private Map<String, Object> why(String name) {
        ModuleStatus status =
                modules.find(name).orElseThrow(() -> new NoSuchModuleException("There is no module " + name));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", name);
        answer.put("phase", ModuleJson.word(status.phase()));
        answer.put("chain", modules.why(name).stream().map(ModuleJson::of).toList());
        return answer;
    }
}
