package dev.osprey.kernel.search;

import dev.osprey.access.Permission;
import dev.osprey.registry.Entry;
import dev.osprey.registry.Registry;
import dev.osprey.search.Findable;
import dev.osprey.search.SearchSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the entries of the registry findable. */
@Component(immediate = true)
public final class ModuleSource implements SearchSource {

    private final Registry registry;

    @Activate
    public ModuleSource(@Reference Registry registry) {
        this.registry = registry;
    }

    @Override
    public String kind() {
        return "module";
    }

    @Override
    public Permission permission() {
        return Permission.REGISTRY_READ;
    }

    @Override
    public Stream<Findable> items() {
        return registry.entries().stream().map(ModuleSource::item);
    }

    private static Findable item(Entry entry) {
        Map<String, Object> document = entry.document();
        Map<?, ?> metadata = document.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
        String own = text(document.get("description"));
        List<String> tags = new ArrayList<>();
        add(tags, document.get("module_type"));
        add(tags, document.get("tags"));
        add(tags, metadata.get("tags"));
        addTools(tags, document.get("tools"));
        return new Findable(
                "module",
                entry.moduleId(),
                text(document.get("name")),
                own.isEmpty() ? text(metadata.get("description")) : own,
                tags,
                document);
    }

    private static String text(Object value) {
        return value instanceof String text ? text : "";
    }

    /** A list of words, or one text with words apart by commas or blanks. */
    private static void add(List<String> tags, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof String tag) {
                    tags.add(tag);
                }
            });
        } else if (value instanceof String text && !text.isBlank()) {
            tags.addAll(List.of(text.strip().split("[\\s,;]+")));
        }
    }

    /** By name in an object, or as a list of names or of objects with one. */
    private static void addTools(List<String> tags, Object tools) {
        if (tools instanceof Map<?, ?> byName) {
            byName.keySet().forEach(name -> tags.add(String.valueOf(name)));
        } else if (tools instanceof List<?> list) {
            for (Object tool : list) {
                Object name = tool instanceof Map<?, ?> map ? map.get("name") : tool;
                if (name instanceof String text) {
                    tags.add(text);
                }
            }
        }
    }
}
