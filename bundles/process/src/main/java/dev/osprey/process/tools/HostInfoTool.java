package dev.osprey.process.tools;

import dev.osprey.system.Home;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what Osprey runs on. */
@Component
@ToolDefinition(
        name = "host.info",
        description =
                "Tells the host's system, processor, memory, load, uptime and disk, and Osprey's own JDK and process id.",
        role = "viewer",
        readOnly = true,
        output =
                """
                {"type":"object","required":["os","kernel","arch","cpu","memory","disk","jdk","pid"],"properties":{
                "os":{"type":"string"},"kernel":{"type":"string"},"arch":{"type":"string"},"hostname":{"type":"string"},
                "cpu":{"type":"object","properties":{"model":{"type":["string","null"]},"cores":{"type":"integer"}}},
                "memory":{"type":"object","properties":{"total_bytes":{"type":"integer"},"available_bytes":{"type":"integer"}}},
                "load":{"type":["array","null"],"items":{"type":"number"}},
                "uptime_seconds":{"type":["integer","null"]},
                "disk":{"type":"object","properties":{"path":{"type":"string"},"total_bytes":{"type":"integer"},
                "available_bytes":{"type":"integer"}}},
                "jdk":{"type":"string"},"pid":{"type":"integer"}}}""")
public final class HostInfoTool implements Tool {

    private final HostFacts facts;

    @Activate
    public HostInfoTool(@Reference Home home) {
        this.facts = new HostFacts(home.root());
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return facts.read();
    }
}
