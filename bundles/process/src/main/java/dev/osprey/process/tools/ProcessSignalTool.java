package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import dev.osprey.process.Signal;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Sends a signal. */
@Component
@ToolDefinition(
        name = "process.signal",
        description = "Sends a signal to a process, or with tree=true to all that it started as well.",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id","signal"],"properties":{
                "id":{"type":"string","maxLength":64},
                "signal":{"enum":["HUP","INT","QUIT","TERM","USR1","USR2","WINCH","STOP","CONT","KILL"]},
                "tree":{"type":"boolean","default":false}}}""",
        output = "{\"type\":\"object\",\"required\":[\"reached\"],\"properties\":{\"reached\":{\"type\":\"integer\"}}}")
public final class ProcessSignalTool implements Tool {

    private final Processes processes;

    @Activate
    public ProcessSignalTool(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes) {
        this.processes = processes;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ManagedProcess process = Rows.find(processes, input);
        Signal signal = Signal.valueOf((String) input.get("signal"));
        return Map.of("reached", process.signal(signal, Boolean.TRUE.equals(input.get("tree"))));
    }
}
