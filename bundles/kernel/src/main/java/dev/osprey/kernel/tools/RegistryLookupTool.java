package dev.osprey.kernel.tools;

import dev.osprey.registry.Match;
import dev.osprey.registry.Registry;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds fields of registry entries by globs. */
@Component
@ToolDefinition(
        name = "registry.lookup",
        description = "Finds fields of registry entries; module, field and value are globs with * and ?.",
        input =
                """
                {"type":"object","additionalProperties":false,"properties":{
                "module":{"type":"string","maxLength":512,"default":"*","description":"glob of module ids"},
                "field":{"type":"string","maxLength":512,"default":"*","description":"glob of dotted paths"},
                "value":{"type":"string","maxLength":512,"default":"*","description":"glob of the value's text"},
                "limit":{"type":"integer","minimum":1,"maximum":10000,"default":1000}}}""",
        output =
                """
                {"type":"object","required":["rows","truncated"],"properties":{
                "rows":{"type":"array","items":{"type":"object","properties":{
                "module_id":{"type":"string"},"field":{"type":"string"},"value":{}}}},
                "truncated":{"type":"boolean"}}}""",
        role = "viewer",
        readOnly = true)
public final class RegistryLookupTool implements Tool {

    private static final int DEFAULT_LIMIT = 1000;
    private final Registry registry;

    @Activate
    public RegistryLookupTool(@Reference Registry registry) {
        this.registry = registry;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        int limit = input.get("limit") instanceof Number number ? number.intValue() : DEFAULT_LIMIT;
        List<Match> found;
        try {
            found = registry.lookup(glob(input, "module"), glob(input, "field"), glob(input, "value"));
        } catch (IllegalArgumentException tooMuch) {
            throw new ToolException(
                    ToolException.INVALID_INPUT, tooMuch.getMessage(), "Ask for less with tighter globs.", tooMuch);
        }
        List<Map<String, Object>> rows =
                found.stream().limit(limit).map(RegistryLookupTool::row).toList();
        return Map.of("rows", rows, "truncated", found.size() > limit);
    }

    private static String glob(Map<String, Object> input, String key) {
        return input.get(key) instanceof String text ? text : "*";
    }

    private static Map<String, Object> row(Match match) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("module_id", match.moduleId());
        row.put("field", match.field());
        row.put("value", match.value());
        return row;
    }
}
