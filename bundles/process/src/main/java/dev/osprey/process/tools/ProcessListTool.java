package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Lists what Osprey started. Arguments beyond the program stay out: they may hold what a viewer should not see. */
@Component
@ToolDefinition(
        name = "process.list",
        description = "Lists the processes that Osprey started and that live, oldest first.",
        role = "viewer",
        readOnly = true,
        output =
                """
                {"type":"array","items":{"type":"object","required":["id","pid","name"],"properties":{
                "id":{"type":"string"},"pid":{"type":"integer"},"name":{"type":"string"},"owner":{"type":"string"},
                "program":{"type":"string"},"folder":{"type":"string"},"started_at":{"type":"string"}}}}""")
public final class ProcessListTool implements Tool {

    private final Processes processes;

    @Activate
    public ProcessListTool(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes) {
        this.processes = processes;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return processes.list().stream().map(ProcessListTool::describe).toList();
    }

    private static Map<String, Object> describe(ManagedProcess process) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", process.id());
        row.put("pid", process.pid());
        row.put("name", process.spec().name());
        row.put("owner", process.spec().owner());
        row.put("program", process.spec().argv().get(0));
        row.put("folder", process.spec().folder().toString());
        row.put("started_at", process.startedAt().toString());
        return row;
    }
}
