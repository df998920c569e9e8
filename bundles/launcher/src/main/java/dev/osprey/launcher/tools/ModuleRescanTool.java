package dev.osprey.launcher.tools;

import dev.osprey.access.Permission;
import dev.osprey.module.Modules;
import dev.osprey.module.Rescan;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks for new and removed modules. */
@Component
@ToolDefinition(
        name = "module.rescan",
        description = "Looks for new and removed modules now and tells what has changed since the last such look.",
        role = "operator",
        input = "{\"type\":\"object\",\"additionalProperties\":false}",
        output = "{\"type\":\"object\",\"required\":[\"added\",\"removed\"],\"properties\":{" + "\"added\":"
                + Schemas.NAMES + ",\"removed\":" + Schemas.NAMES + "}}")
public final class ModuleRescanTool implements Tool {

    private final Modules modules;
    private final Desk desk;

    @Activate
    public ModuleRescanTool(@Reference Modules modules, @Reference Desk desk) {
        this.desk = desk;
        this.modules = modules;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        Rescan rescan = desk.ask(call, Permission.MODULE_CONTROL, Desk.ALL, modules::rescan);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("added", rescan.added());
        answer.put("removed", rescan.removed());
        return answer;
    }
}
