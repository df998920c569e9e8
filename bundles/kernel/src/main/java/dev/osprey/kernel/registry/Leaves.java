package dev.osprey.kernel.registry;

import dev.osprey.kernel.glob.Glob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The values that look-ups find in a document: everything but objects and lists that have something in them. Sorted by path, values of
 * one path in the order of the document.
 *
 * @param shape their paths
 * @param values the values themselves, not copies; empty for {@link Shape#LOOSE}
 * @param weight about how many bytes of heap the document takes
 */
record Leaves(Shape shape, Object[] values, long weight) {

    private static final PathTree PATHS = new PathTree("");
    private static final Object[] NONE = {};

    private record Leaf(String path, Object value) {}

    static Leaves of(Map<String, Object> document) {
        Weight weight = new Weight();
        weight.add(document, -1);
        if (weight.paths > 4 * weight.document + 4096) {
            return new Leaves(Shape.LOOSE, NONE, weight.document);
        }
        List<Leaf> leaves = new ArrayList<>(weight.leaves);
        collect(PATHS.root(), document, leaves);
        leaves.sort(Comparator.comparing(Leaf::path));
        String[] paths = new String[leaves.size()];
        Object[] values = new Object[paths.length];
        for (int place = 0; place < paths.length; place++) {
            paths[place] = leaves.get(place).path();
            values[place] = leaves.get(place).value();
        }
        return new Leaves(new Shape(paths), values, weight.document);
    }

    private static void collect(PathTree.Path path, Object node, List<Leaf> leaves) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, child) -> collect(path.child((String) key), child, leaves));
        } else if (node instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                collect(path.child(Integer.toString(i)), list.get(i), leaves);
            }
        } else {
            leaves.add(new Leaf(path.text(), node));
        }
    }

    /** These with an equal shape that others use too. */
    Leaves sharing(Shape equal) {
        return new Leaves(equal, values, weight);
    }

    /** Goes through the leaves that the glob could match, in the order of the document. */
    static void visit(Map<String, Object> document, Glob field, BiConsumer<String, Object> visitor) {
        visit("", document, field, visitor);
    }

    private static void visit(String path, Object node, Glob field, BiConsumer<String, Object> visitor) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, child) -> step(path, (String) key, child, field, visitor));
        } else if (node instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                step(path, Integer.toString(i), list.get(i), field, visitor);
            }
        } else {
            visitor.accept(path, node);
        }
    }

    private static void step(String path, String key, Object child, Glob field, BiConsumer<String, Object> visitor) {
        String below = path.isEmpty() ? key : path + "." + key;
        if (field.reaches(below)) {
            visit(below, child, field, visitor);
        }
    }

    /** What a value is matched on. */
    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        return value instanceof List<?> ? "[]" : String.valueOf(value);
    }

    /** About how many bytes a document takes, and how many an index of its paths would. */
    private static final class Weight {

        private static final int PATH = 160;
        private static final int FIELD = 96;
        private static final int ITEM = 16;
        private static final int TEXT = 48;
        private static final int OTHER = 16;

        private long document;
        private long paths;
        private int leaves;

        private void add(Object node, int length) {
            if (node instanceof Map<?, ?> map && !map.isEmpty()) {
                map.forEach((key, child) -> {
                    int more = ((String) key).length();
                    document += FIELD + more;
                    add(child, length + 1 + more);
                });
            } else if (node instanceof List<?> list && !list.isEmpty()) {
                document += (long) ITEM * list.size();
                list.forEach(item -> add(item, length + 2));
            } else {
                document += node instanceof String text ? TEXT + text.length() : OTHER;
                paths += PATH + length;
                leaves++;
            }
        }
    }
}
