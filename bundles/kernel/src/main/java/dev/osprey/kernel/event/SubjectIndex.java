package dev.osprey.kernel.event;

import dev.osprey.event.EventSink;
import dev.osprey.event.SubjectPattern;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Patterns and their sinks as a tree of tokens. Not thread-safe: {@link SubjectRouter} guards it. */
final class SubjectIndex {

    private final Node root = new Node();
    /** Immutable sets of one, which most have and which take no table, or larger ones. */
    private final Map<EventSink, Set<String>> patterns = new IdentityHashMap<>();

    /** @return false if the sink had the pattern */
    boolean add(SubjectPattern pattern, EventSink sink) {
        if (!hold(sink, pattern.value())) {
            return false;
        }
        Node node = root;
        for (String token : pattern.value().split("\\.")) {
            node = node.children.computeIfAbsent(token, t -> new Node());
        }
        node.sinks.add(sink);
        return true;
    }

    private boolean hold(EventSink sink, String pattern) {
        Set<String> held = patterns.getOrDefault(sink, Set.of());
        if (held.contains(pattern)) {
            return false;
        }
        switch (held.size()) {
            case 0 -> patterns.put(sink, Set.of(pattern));
            case 1 -> patterns.put(sink, new HashSet<>(List.of(held.iterator().next(), pattern)));
            default -> held.add(pattern);
        }
        return true;
    }

    /** @return false if the sink did not have the pattern */
    boolean remove(String pattern, EventSink sink) {
        Set<String> held = patterns.get(sink);
        if (held == null || !held.contains(pattern)) {
            return false;
        }
        switch (held.size()) {
            case 1 -> patterns.remove(sink);
            case 2 ->
                patterns.put(
                        sink,
                        held.stream().filter(other -> !other.equals(pattern)).collect(Collectors.toUnmodifiableSet()));
            default -> held.remove(pattern);
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
