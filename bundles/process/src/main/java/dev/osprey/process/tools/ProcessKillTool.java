package dev.osprey.process.tools;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.time.Duration;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Ends a process and all that it started. */
@Component
@ToolDefinition(
        name = "process.kill",
        description = "Ends a process that Osprey started, with its whole tree: politely, then by force.",
        role = "operator",
        timeout = 60,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["id"],"properties":{
                "id":{"type":"string","maxLength":64},
                "grace_seconds":{"type":"number","minimum":0,"maximum":30,"default":3}}}""",
        output =
                """
                {"type":"object","required":["found","forced","survivors"],"properties":{
                "found":{"type":"integer"},"forced":{"type":"integer"},"survivors":{"type":"integer"}}}""")
public final class ProcessKillTool implements Tool {

    private static final double USUAL_GRACE = 3;

    private final Processes processes;

    @Activate
    public ProcessKillTool(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes) {
        this.processes = processes;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ManagedProcess process = Rows.find(processes, input);
        double grace = input.get("grace_seconds") instanceof Number given ? given.doubleValue() : USUAL_GRACE;
        KillReport report = process.kill(Duration.ofMillis(Math.round(grace * 1000)));
        return Map.of("found", report.found(), "forced", report.forced(), "survivors", report.survivors());
    }
}
