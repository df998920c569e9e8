package dev.osprey.kernel.event;

import dev.osprey.event.EventSink;
import dev.osprey.event.SubjectPattern;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Patterns and their sinks as a tree of tokens. Not thread-safe: {@link SubjectRouter} guards it. */
final class SubjectIndex {

    private final Node root = new Node();
    private final Map<EventSink, Set<String>> patterns = new IdentityHashMap<>();

    /** @return false if the sink had the pattern */
    boolean add(SubjectPattern pattern, EventSink sink) {
        if (!patterns.computeIfAbsent(sink, s -> new HashSet<>()).add(pattern.value())) {
            return false;
        }
        Node node = root;
        for (String token : pattern.value().split("\\.")) {
            node = node.children.computeIfAbsent(token, t -> new Node());
        }
        node.sinks.add(sink);
        return true;
    }

    /** @return false if the sink did not have the pattern */
    boolean remove(String pattern, EventSink sink) {
        Set<String> held = patterns.get(sink);
        if (held == null || !held.remove(pattern)) {
            return false;
        }
        if (held.isEmpty()) {
            patterns.remove(sink);
        }
        prune(root, pattern.split("\\."), 0, sink);
        return true;
    }

    /** @return false if the sink had no pattern */
    boolean remove(EventSink sink) {
        Set<String> held = patterns.remove(sink);
        if (held == null) {
            return false;
        }
        held.forEach(pattern -> prune(root, pattern.split("\\."), 0, sink));
        return true;
    }

    /** The sinks of a valid subject, each once. */
    EventSink[] match(String subject) {
        Set<EventSink> found = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(root, subject.split("\\."), 0, found);
        return found.toArray(EventSink[]::new);
    }

    boolean isEmpty() {
        return patterns.isEmpty() && root.children.isEmpty();
    }

    private static void collect(Node node, String[] tokens, int depth, Set<EventSink> found) {
        if (depth == tokens.length) {
            found.addAll(node.sinks);
            return;
        }
        Node rest = node.children.get(">");
        if (rest != null) {
            found.addAll(rest.sinks);
        }
        Node any = node.children.get("*");
        if (any != null) {
            collect(any, tokens, depth + 1, found);
        }
        Node exact = node.children.get(tokens[depth]);
        if (exact != null) {
            collect(exact, tokens, depth + 1, found);
        }
    }

    private static void prune(Node node, String[] tokens, int depth, EventSink sink) {
        if (depth == tokens.length) {
            node.sinks.remove(sink);
            return;
        }
        Node child = node.children.get(tokens[depth]);
        prune(child, tokens, depth + 1, sink);
        if (child.children.isEmpty() && child.sinks.isEmpty()) {
            node.children.remove(tokens[depth]);
        }
    }

    private static final class Node {
        final Map<String, Node> children = new HashMap<>(4);
        final Set<EventSink> sinks = Collections.newSetFromMap(new IdentityHashMap<>(4));
    }
}
