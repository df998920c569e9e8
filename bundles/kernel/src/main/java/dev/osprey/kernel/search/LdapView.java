package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An item as an LDAP filter sees it: keys are dotted paths, of whatever case. Looks only where the filter asks. */
final class LdapView extends AbstractMap<String, Object> {

    private final Findable item;

    LdapView(Findable item) {
        this.item = item;
    }

    @Override
    public Object get(Object key) {
        String path = (String) key;
        return switch (Fold.of(path)) {
            case "kind" -> item.kind();
            case "id" -> item.id();
            case "name" -> item.name();
            case "description" -> item.description();
            case "tag", "tags" -> item.tags();
            default -> field(path);
        };
    }

    private Object field(String path) {
        List<Object> found = new ArrayList<>(1);
        Leaves.anyAt(item.fields(), path, node -> {
            add(found, node);
            return false;
        });
        return found.isEmpty() ? null : found.size() == 1 ? found.get(0) : found;
    }

    private static void add(List<Object> found, Object node) {
        if (node instanceof List<?> list && !list.isEmpty()) {
            list.forEach(one -> found.add(value(one)));
        } else if (node != null) {
            found.add(value(node));
        }
    }

    /** Numbers and booleans stay what they are, so that {@code >=} counts. */
    private static Object value(Object node) {
        return node instanceof Number || node instanceof Boolean ? node : Leaves.text(node);
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        throw new UnsupportedOperationException("A filter asks for single keys only");
    }
}
