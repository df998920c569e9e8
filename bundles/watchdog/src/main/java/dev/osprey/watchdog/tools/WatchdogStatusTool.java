package dev.osprey.watchdog.tools;

import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import dev.osprey.watchdog.round.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells how modules and the JVM stand with the watchdog. */
@Component
@ToolDefinition(
        name = "watchdog.status",
        description =
                "Tells which modules are well, what is not well and since when, what was done about it, and how Osprey itself is.",
        role = "viewer",
        readOnly = true,
        input = "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
                + "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":128}}}",
        output = "{\"type\":\"object\",\"required\":[\"mode\",\"modules\",\"jvm\"],\"properties\":{"
                + "\"mode\":{\"enum\":[\"act\",\"observe\"]},\"modules\":{\"type\":\"array\",\"items\":"
                + WatchJson.STANDING
                + "},\"jvm\":{\"type\":\"object\",\"properties\":{\"well\":{\"type\":\"boolean\"},"
                + "\"reason\":{\"type\":[\"string\",\"null\"]},\"checks\":" + WatchJson.READINGS + "}}}}")
public final class WatchdogStatusTool implements Tool {

    private final ModuleWatch modules;
    private final JvmWatch jvm;

    @Activate
    public WatchdogStatusTool(@Reference ModuleWatch modules, @Reference JvmWatch jvm) {
        this.modules = modules;
        this.jvm = jvm;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = (String) input.get("name");
        List<Standing> standings = modules.standings().stream()
                .filter(standing -> name == null || standing.name().equals(name))
                .toList();
        if (name != null && standings.isEmpty()) {
            throw new ToolException(
                    ToolException.NOT_FOUND,
                    "There is no module " + name + ", or it has just come",
                    "module.list shows the names that there are.");
        }
        Map<String, Object> osprey = new LinkedHashMap<>();
        osprey.put("well", jvm.trouble() == null);
        osprey.put("reason", jvm.trouble());
        osprey.put("checks", WatchJson.of(jvm.readings()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("mode", modules.acts() ? "act" : "observe");
        answer.put("modules", standings.stream().map(WatchJson::of).toList());
        answer.put("jvm", osprey);
        return answer;
    }
}
