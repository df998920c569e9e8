package dev.osprey.kernel.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Estimates what a schema grows to when its references are followed. References that double at each step make a small schema
 * enormous; references in a circle that apply to the same value never end.
 */
final class SchemaExpansion {

    static final long MAX_NODES = 20_000;

    private final String what;
    private final JsonNode root;
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private final Map<JsonNode, Long> sizes = new IdentityHashMap<>();

    private SchemaExpansion(String what, JsonNode root) {
        this.what = what;
        this.root = root;
    }

    /** @throws IllegalArgumentException if it grows beyond bounds */
    static void check(String what, JsonNode root) {
        SchemaExpansion expansion = new SchemaExpansion(what, root);
        expansion.collectAnchors(root);
        expansion.size(root);
    }

    private void collectAnchors(JsonNode node) {
        for (String key : new String[] {"$anchor", "$dynamicAnchor"}) {
            if (node.path(key).isTextual()) {
                anchors.putIfAbsent("#" + node.path(key).asText(), node);
            }
        }
        node.forEach(this::collectAnchors);
    }

    /** A node that is being counted has size 1, so that recursion through a document, as in a tree, ends here. */
    private long size(JsonNode node) {
        Long known = sizes.get(node);
        if (known != null) {
            return known;
        }
        sizes.put(node, 1L);
        long size = 1;
        for (JsonNode child : node) {
            size += size(child);
        }
        for (String key : new String[] {"$ref", "$dynamicRef"}) {
            JsonNode target = target(node.path(key));
            if (target != null) {
                size += size(target);
            }
        }
        if (size > MAX_NODES) {
            throw new IllegalArgumentException(
                    what + " grows to more than " + MAX_NODES + " parts when its references are followed; simplify it");
        }
        sizes.put(node, size);
        return size;
    }

    private JsonNode target(JsonNode reference) {
        String text = reference.asText();
        if (!reference.isTextual() || !text.startsWith("#")) {
            return null;
        }
        JsonNode anchored = anchors.get(text);
        if (anchored != null) {
            return anchored;
        }
        try {
            JsonNode target = root.at(text.substring(1));
            return target.isMissingNode() ? null : target;
        } catch (IllegalArgumentException notAPointer) {
            return null;
        }
    }
}
