package dev.osprey.launcher.deps;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which module needs which. Immutable; names that nobody has are in it as what they are: missing. */
public final class Graph {

    private final Map<String, List<String>> wants;
    private final Components components;
    private final List<List<String>> levels;

    private Graph(Map<String, List<String>> wants) {
        this.wants = wants;
        this.components = Components.of(wants);
        this.levels = levels(wants, components);
    }

    /** @param wants by module the names that it needs */
    public static Graph of(Map<String, List<String>> wants) {
        Map<String, List<String>> sorted = new TreeMap<>();
        wants.forEach((name, needed) -> sorted.put(name, List.copyOf(new TreeSet<>(needed))));
        return new Graph(sorted);
    }

    public Set<String> names() {
        return wants.keySet();
    }

    public boolean has(String name) {
        return wants.containsKey(name);
    }

    /** The names that it needs, sorted. */
    public List<String> wants(String name) {
        return wants.getOrDefault(name, List.of());
    }

    /** The names that it needs and nobody has, sorted. */
    public List<String> missing(String name) {
        return wants(name).stream().filter(needed -> !has(needed)).toList();
    }

    /** The names of those that need it, sorted. */
    public List<String> dependents(String name) {
        return wants.entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** All that it needs, directly or not, each after what it needs itself; missing ones too, the module itself never. */
    public List<String> all(String name) {
        Set<String> found = new LinkedHashSet<>();
        collect(name, found, new LinkedHashSet<>());
        found.remove(name);
        return List.copyOf(found);
    }

    private void collect(String name, Set<String> found, Set<String> begun) {
        if (begun.add(name)) {
            wants(name).forEach(needed -> collect(needed, found, begun));
            found.add(name);
        }
    }

    /** Names of modules that need each other, each list sorted. */
    public List<List<String>> cycles() {
        return components.cycles();
    }

    /** The cycle that a module is in, as a way from it back to it; empty if it is in none. */
    public List<String> cycle(String name) {
        return components.cycles().stream()
                .filter(cycle -> cycle.contains(name))
                .findFirst()
                .map(members -> way(name, members))
                .orElse(List.of());
    }

    private List<String> way(String name, List<String> members) {
        // breadth first, so that the shortest one is told
        Map<String, String> from = new TreeMap<>();
        List<String> border = List.of(name);
        while (!from.containsKey(name)) {
            List<String> next = new ArrayList<>();
            for (String one : border) {
                for (String needed : wants(one)) {
                    if (members.contains(needed) && from.putIfAbsent(needed, one) == null) {
                        next.add(needed);
                    }
                }
            }
            border = next;
        }
        List<String> way = new ArrayList<>(List.of(name));
        for (String one = from.get(name); !one.equals(name); one = from.get(one)) {
            way.add(1, one);
        }
        way.add(name);
        return way;
    }

    /** All modules: those of a level need only those of levels before it, and those of a cycle are together. */
    public List<List<String>> levels() {
        return levels;
    }

    private static List<List<String>> levels(Map<String, List<String>> wants, Components components) {
        Map<String, Integer> level = new TreeMap<>();
        List<List<String>> levels = new ArrayList<>();
        // what is needed comes before what needs it
        for (List<String> members : components.ordered()) {
            int own = 0;
            for (String member : members) {
                for (String needed : wants.get(member)) {
                    own = members.contains(needed) ? own : Math.max(own, level.getOrDefault(needed, -1) + 1);
                }
            }
            for (String member : members) {
                level.put(member, own);
            }
            while (levels.size() <= own) {
                levels.add(new ArrayList<>());
            }
            levels.get(own).addAll(members);
        }
        return levels.stream().map(names -> names.stream().sorted().toList()).toList();
    }
}
