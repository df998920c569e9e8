package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import dev.osprey.process.table.Described;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Tells all of one process. */
@Component
@ToolDefinition(
        name = "process.status",
        description = "Tells how one process is: its state, its limits, what it uses, and how it ended if it has.",
        role = "viewer",
        readOnly = true,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],"properties":{
                "id":{"type":"string","maxLength":64}}}""",
        output =
                """
                {"type":"object","required":["id","pid","name","state","applied","usage"],"properties":{
                "id":{"type":"string"},"pid":{"type":"integer"},"name":{"type":"string"},"owner":{"type":"string"},
                "program":{"type":"string"},"folder":{"type":"string"},"started_at":{"type":"string"},
                "state":{"enum":["running","paused","stopping","exited"]},
                "exit_code":{"type":"integer"},"signal":{"type":["string","null"]},"reason":{"type":"string"},
                "applied":{"type":"array","items":{"type":"object"}},"usage":{"type":"object"}}}""")
public final class ProcessStatusTool implements Tool {

    private final Processes processes;
    private final CpuShares shares;

    @Activate
    public ProcessStatusTool(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes, @Reference CpuShares shares) {
        this.processes = processes;
        this.shares = shares;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ManagedProcess process = Rows.find(processes, input);
        Map<String, Object> status = Rows.row(process);
        status.put("applied", Described.applied(process.applied()));
        status.put("usage", Rows.usage(process, shares));
        return status;
    }
}
