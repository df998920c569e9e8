package dev.osprey.process.tools;

import dev.osprey.process.Processes;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Tells what a tree uses. */
@Component
@ToolDefinition(
        name = "process.usage",
        description = "Tells what a process and all that it started use: processor, memory, threads, disk.",
        role = "viewer",
        readOnly = true,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],"properties":{
                "id":{"type":"string","maxLength":64}}}""",
        output =
                """
                {"type":"object","required":["cpu_seconds","cpu_percent","memory_bytes","threads","processes","at"],
                "properties":{"cpu_seconds":{"type":"number"},"cpu_percent":{"type":"number"},
                "memory_bytes":{"type":"integer"},"memory_peak_bytes":{"type":["integer","null"]},
                "threads":{"type":"integer"},"processes":{"type":"integer"},
                "read_bytes":{"type":"integer"},"written_bytes":{"type":"integer"},
                "throttled_seconds":{"type":"number"},"at":{"type":"string"}}}""")
public final class ProcessUsageTool implements Tool {

    private final Processes processes;
    private final CpuShares shares;

    @Activate
    public ProcessUsageTool(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes, @Reference CpuShares shares) {
        this.processes = processes;
        this.shares = shares;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return Rows.usage(Rows.find(processes, input), shares);
    }
}
