package dev.osprey.launcher.tools;

import dev.osprey.access.Permission;
import dev.osprey.module.Dependencies;
import dev.osprey.module.Modules;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells which module needs which. */
@Component
@ToolDefinition(
        name = "module.dependencies",
        description =
                "Tells which module needs which, in what order they start, and which need each other in a circle.",
        role = "viewer",
        readOnly = true,
        output = "{\"type\":\"object\",\"required\":[\"nodes\",\"levels\",\"cycles\"],\"properties\":{"
                + "\"nodes\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{"
                + "\"name\":{\"type\":\"string\"},\"phase\":{\"enum\":" + Schemas.PHASES + "},\"depends_on\":"
                + Schemas.NAMES + ",\"missing\":" + Schemas.NAMES + ",\"satisfied\":{\"type\":\"boolean\"}}}},"
                + "\"levels\":{\"type\":\"array\",\"items\":" + Schemas.NAMES
                + "},\"cycles\":{\"type\":\"array\",\"items\":" + Schemas.NAMES + "}}}")
public final class ModuleDependenciesTool implements Tool {

    private final Modules modules;
    private final Desk desk;

    @Activate
    public ModuleDependenciesTool(@Reference Modules modules, @Reference Desk desk) {
        this.modules = modules;
        this.desk = desk;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        Dependencies found = desk.ask(call, Permission.MODULE_READ, Desk.ALL, modules::dependencies);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "nodes",
                found.nodes().stream().map(ModuleDependenciesTool::node).toList());
        answer.put("levels", found.levels());
        answer.put("cycles", found.cycles());
        return answer;
    }

    private static Map<String, Object> node(Dependencies.Node node) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", node.name());
        row.put("phase", ModuleJson.word(node.phase()));
        row.put("depends_on", node.dependsOn());
        row.put("missing", node.missing());
        row.put("satisfied", node.satisfied());
        return row;
    }
}
