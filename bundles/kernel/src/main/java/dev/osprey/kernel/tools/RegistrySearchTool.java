package dev.osprey.kernel.tools;

import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import dev.osprey.search.Search;
import dev.osprey.search.SearchPage;
import dev.osprey.search.SearchQuery;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Searches everything that there is. */
@Component
@ToolDefinition(
        name = "registry.search",
        description =
                "Searches modules, services, tools and whatever else there is by words, field:glob or an LDAP filter.",
        input =
                """
                {"type":"object","additionalProperties":false,"properties":{
                "q":{"type":"string","maxLength":1000,"default":"",
                "description":"words that must all fit, globs, field:glob, -word for not; or an LDAP filter in brackets"},
                "limit":{"type":"integer","minimum":1,"maximum":1000,"default":20},
                "cursor":{"type":["string","null"],"maxLength":16384,"description":"next of the page before"}}}""",
        output =
                """
                {"type":"object","required":["items","next","hidden"],"properties":{
                "items":{"type":"array","items":{"type":"object",
                "required":["kind","id","name","description","tags","fields","score"],"properties":{
                "kind":{"type":"string"},"id":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"},
                "tags":{"type":"array","items":{"type":"string"}},"fields":{"type":"object"},"score":{"type":"number"}}}},
                "next":{"type":["string","null"]},
                "hidden":{"type":"array","items":{"type":"string"},"description":"kinds that the caller may not see"}}}""",
        role = "viewer",
        readOnly = true)
public final class RegistrySearchTool implements Tool {

    private static final int DEFAULT_LIMIT = 20;
    private final Search search;

    @Activate
    public RegistrySearchTool(@Reference Search search) {
        this.search = search;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        int limit = input.get("limit") instanceof Number number ? number.intValue() : DEFAULT_LIMIT;
        SearchPage page;
        try {
            page = search.find(
                    new SearchQuery(call.principal(), (String) input.get("q"), limit, (String) input.get("cursor")));
        } catch (IllegalArgumentException unclear) {
            throw new ToolException(
                    ToolException.INVALID_INPUT, unclear.getMessage(), "See docs/search.md for the language.", unclear);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("items", page.hits().stream().map(RegistrySearchTool::item).toList());
        result.put("next", page.next());
        result.put("hidden", page.hidden());
        return result;
    }

    private static Map<String, Object> item(Hit hit) {
        Findable found = hit.item();
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("kind", found.kind());
        item.put("id", found.id());
        item.put("name", found.name());
        item.put("description", found.description());
        item.put("tags", found.tags());
        item.put("fields", found.fields());
        item.put("score", hit.score());
        return item;
    }
}
