package dev.osprey.launcher.deps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The strongly connected components of a graph, by Tarjan's algorithm without recursion.
 *
 * @param ordered all components, what is needed before what needs it; members sorted
 * @param cycles those of more than one member, and members that need themselves
 */
record Components(List<List<String>> ordered, List<List<String>> cycles) {

    static Components of(Map<String, List<String>> wants) {
        Search search = new Search(wants);
        wants.keySet().forEach(search::from);
        List<List<String>> cycles = search.components.stream()
                .filter(members ->
                        members.size() > 1 || wants.get(members.get(0)).contains(members.get(0)))
                .toList();
        return new Components(List.copyOf(search.components), cycles);
    }

    private static final class Search {

        final List<List<String>> components = new ArrayList<>();
        private final Map<String, List<String>> wants;
        private final Map<String, Integer> index = new HashMap<>();
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final Deque<Visit> visits = new ArrayDeque<>();

        private record Visit(String name, Iterator<String> needed) {}

        Search(Map<String, List<String>> wants) {
            this.wants = wants;
        }

        void from(String root) {
            visit(root);
            while (!visits.isEmpty()) {
                Visit visit = visits.peek();
                if (visit.needed().hasNext()) {
                    String next = visit.needed().next();
                    if (wants.containsKey(next) && !visit(next) && open.contains(next)) {
                        lower(visit.name(), index.get(next));
                    }
                } else {
                    visits.pop();
                    leave(visit.name());
                }
            }
        }

        /** @return whether it was new */
        private boolean visit(String name) {
            if (index.containsKey(name)) {
                return false;
            }
            index.put(name, index.size());
            lowest.put(name, index.get(name));
            open.push(name);
            visits.push(new Visit(name, wants.get(name).iterator()));
            return true;
        }

        private void lower(String name, int candidate) {
            lowest.merge(name, candidate, Math::min);
        }

        private void leave(String name) {
            if (!visits.isEmpty()) {
                lower(visits.peek().name(), lowest.get(name));
            }
            if (lowest.get(name).equals(index.get(name))) {
                List<String> members = new ArrayList<>();
                String member;
                do {
                    member = open.pop();
                    members.add(member);
                } while (!member.equals(name));
                components.add(members.stream().sorted().toList());
            }
        }
    }
}
