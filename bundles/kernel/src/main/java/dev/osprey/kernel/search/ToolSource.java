package dev.osprey.kernel.search;

import dev.osprey.access.Permission;
import dev.osprey.search.Findable;
import dev.osprey.search.SearchSource;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.Tools;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes tools findable. */
@Component(immediate = true)
public final class ToolSource implements SearchSource {

    private final Tools tools;

    @Activate
    public ToolSource(@Reference Tools tools) {
        this.tools = tools;
    }

    @Override
    public String kind() {
        return "tool";
    }

    @Override
    public Permission permission() {
        return Permission.TOOL_LIST;
    }

    @Override
    public Stream<Findable> items() {
        return tools.list().stream().map(ToolSource::item);
    }

    private static Findable item(ToolInfo tool) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundle", tool.bundle());
        fields.put("role", tool.role().name().toLowerCase(Locale.ROOT));
        fields.put("read_only", tool.readOnly());
        fields.put("timeout_seconds", tool.timeout().toMillis() / 1000.0);
        return new Findable("tool", tool.name(), tool.name(), tool.description(), inputs(tool.input()), fields);
    }

    private static List<String> inputs(Map<String, Object> schema) {
        return schema.get("properties") instanceof Map<?, ?> properties
                ? properties.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }
}
