package com.example.hello;

import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Greets somebody: all that a tool needs. */
@Component
@ToolDefinition(
        name = "hello.greet",
        description = "Greets somebody by name.",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["name"],"properties":{
                "name":{"type":"string","minLength":1,"maxLength":80,"description":"whom to greet"}}}""",
        output =
                """
                {"type":"object","required":["greeting"],"properties":{"greeting":{"type":"string"}}}""",
        role = "viewer",
        readOnly = true)
public final class HelloTool implements Tool {

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        return Map.of("greeting", "Hello, " + input.get("name") + "!");
    }
}
