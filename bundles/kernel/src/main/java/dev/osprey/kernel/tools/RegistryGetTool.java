package dev.osprey.kernel.tools;

import dev.osprey.registry.Registry;
import dev.osprey.registry.UnknownPathException;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads one value of the registry. */
@Component
@ToolDefinition(
        name = "registry.get",
        description = "Reads the value at a dotted path of the registry, such as event_hub.metadata.ws_endpoint.",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["path"],"properties":{
                "path":{"type":"string","minLength":1,"maxLength":4096,
                "description":"a module id, then fields and list positions, joined by dots"}}}""",
        role = "viewer",
        readOnly = true)
public final class RegistryGetTool implements Tool {

    private final Registry registry;

    @Activate
    public RegistryGetTool(@Reference Registry registry) {
        this.registry = registry;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        try {
            return registry.get((String) input.get("path"));
        } catch (UnknownPathException nothing) {
            throw new ToolException(
                    ToolException.INVALID_INPUT, nothing.getMessage(), "Find paths with registry.lookup.", nothing);
        }
    }
}
