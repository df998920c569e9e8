package dev.osprey.kernel.registry;

import dev.osprey.kernel.glob.Glob;
import dev.osprey.registry.Entry;
import dev.osprey.registry.LookupFilter;
import java.util.List;
import java.util.Map;

/** Whether an entry is one that a look-up with this filter would find: some field of it fits all three globs. */
final class EntryFilter {

    private final Glob module;
    private final Glob field;
    private final Glob value;
    private final boolean anyField;

    /** @throws IllegalArgumentException if a glob is too long */
    EntryFilter(LookupFilter filter) {
        this.module = Glob.compile(filter.module());
        this.field = Glob.compile(filter.field());
        this.value = Glob.compile(filter.value());
        this.anyField = filter.field().equals("*") && filter.value().equals("*");
    }

    /** What the id of every match begins with. */
    String prefix() {
        return module.prefix();
    }

    boolean matches(Entry entry) {
        return matches(entry.moduleId(), entry.document());
    }

    boolean matches(String moduleId, Map<String, Object> document) {
        return module.matches(moduleId) && (anyField || below("", document));
    }

    private boolean below(String path, Object node) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            for (Map.Entry<?, ?> child : map.entrySet()) {
                if (step(path, (String) child.getKey(), child.getValue())) {
                    return true;
                }
            }
            return false;
        }
        if (node instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                if (step(path, Integer.toString(i), list.get(i))) {
                    return true;
                }
            }
            return false;
        }
        return field.matches(path) && value.matches(Leaves.text(node));
    }

    private boolean step(String path, String key, Object child) {
        String below = path.isEmpty() ? key : path + "." + key;
        return field.reaches(below) && below(below, child);
    }
}
