package dev.osprey.kernel.tools;

import dev.osprey.search.Hit;
import dev.osprey.search.Search;
import dev.osprey.search.SearchAnswer;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers a question about what there is. */
@Component
@ToolDefinition(
        name = "registry.ask",
        description =
                "Answers a question in plain language about what there is, and names the entries that the answer rests on.",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["question"],"properties":{
                "question":{"type":"string","minLength":1,"maxLength":1000},
                "limit":{"type":"integer","minimum":1,"maximum":50,"default":5,"description":"the most sources to use"}}}""",
        output =
                """
                {"type":"object","required":["question","answer","sources"],"properties":{
                "question":{"type":"string"},"answer":{"type":"string"},
                "sources":{"type":"array","items":{"type":"object","properties":{
                "kind":{"type":"string"},"id":{"type":"string"},"name":{"type":"string"},
                "description":{"type":"string"},"score":{"type":"number"}}}}}}""",
        role = "viewer",
        readOnly = true)
public final class RegistryAskTool implements Tool {

    private static final int DEFAULT_LIMIT = 5;
    private final Search search;

    @Activate
    public RegistryAskTool(@Reference Search search) {
        this.search = search;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        int limit = input.get("limit") instanceof Number number ? number.intValue() : DEFAULT_LIMIT;
        SearchAnswer answer;
        try {
            answer = search.answer(call.principal(), (String) input.get("question"), limit);
        } catch (IllegalArgumentException unclear) {
            throw new ToolException(
                    ToolException.INVALID_INPUT, unclear.getMessage(), "Ask in one or a few sentences.", unclear);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("question", answer.question());
        result.put("answer", answer.text());
        result.put(
                "sources",
                answer.sources().stream().map(RegistryAskTool::source).toList());
        return result;
    }

    private static Map<String, Object> source(Hit hit) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("kind", hit.item().kind());
        source.put("id", hit.item().id());
        source.put("name", hit.item().name());
        source.put("description", hit.item().description());
        source.put("score", hit.score());
        return source;
    }
}
