package dev.osprey.process.tools;

import dev.osprey.process.Processes;
import dev.osprey.process.Support;
import dev.osprey.process.table.Described;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Tells what this host can enforce. */
@Component
@ToolDefinition(
        name = "process.support",
        description =
                "Tells what this host can enforce for processes and by what: limits, kill, freeze, sandbox, terminal.",
        role = "viewer",
        readOnly = true,
        output =
                """
                {"type":"object","required":["resources","group"],"properties":{
                "resources":{"type":"array","items":{"type":"object","required":["resource","by"],"properties":{
                "resource":{"type":"string"},"by":{"type":"string"},"note":{"type":["string","null"]}}}},
                "group":{"type":["string","null"]}}}""")
public final class ProcessSupportTool implements Tool {

    private final Processes processes;

    @Activate
    public ProcessSupportTool(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes) {
        this.processes = processes;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        Support support = processes.support();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("resources", Described.applied(support.resources()));
        result.put("group", support.group());
        return result;
    }
}
