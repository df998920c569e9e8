package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Stops a tree where it is. */
@Component
@ToolDefinition(
        name = "process.pause",
        description = "Stops a process and all that it started where they are, until process.resume.",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],"properties":{
                "id":{"type":"string","maxLength":64}}}""",
        output =
                """
                {"type":"object","required":["id","state"],"properties":{
                "id":{"type":"string"},"state":{"type":"string"}}}""")
public final class ProcessPauseTool implements Tool {

    private final Processes processes;

    @Activate
    public ProcessPauseTool(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes) {
        this.processes = processes;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ManagedProcess process = Rows.find(processes, input);
        try {
            process.pause();
        } catch (IllegalStateException e) {
            throw new ToolException(ToolException.CONFLICT, e.getMessage(), "process.status tells how it is.", e);
        }
        return Rows.state(process);
    }
}
