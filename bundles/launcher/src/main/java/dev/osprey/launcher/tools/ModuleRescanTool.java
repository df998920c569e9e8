package dev.osprey.launcher.tools;

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
                + ModuleTools.NAMES + ",\"removed\":" + ModuleTools.NAMES + "}}")
public final class ModuleRescanTool implements Tool {

    private final Modules modules;

    @Activate
    public ModuleRescanTool(@Reference Modules modules) {
        this.modules = modules;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        Rescan rescan = modules.rescan();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("added", rescan.added());
        answer.put("removed", rescan.removed());
        return answer;
    }
}
