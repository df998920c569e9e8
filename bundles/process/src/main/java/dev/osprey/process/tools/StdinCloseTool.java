package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Lets a process see the end of its input. */
@Component
@ToolDefinition(
        name = "process.stdin.close",
        description = "Closes a process's standard input, which the process sees as end of file.",
        role = "admin",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],"properties":{
                "id":{"type":"string","maxLength":64}}}""",
        output = "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"string\"}}}")
public final class StdinCloseTool implements Tool {

    private final Processes processes;
    private final Inputs inputs;

    @Activate
    public StdinCloseTool(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes, @Reference Inputs inputs) {
        this.processes = processes;
        this.inputs = inputs;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ManagedProcess process = Rows.find(processes, input);
        StdinWriteTool.refuseEnded(process);
        inputs.write(process, new byte[0], true);
        return Map.of("id", process.id());
    }
}
