package dev.osprey.kernel.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Holders by the shape of their documents, and shapes by path, so that a look-up reads only those that have the field. A shape and a
 * path are kept while somebody has them. Written under the lock of the index, read at any time without one.
 */
final class Families {

    private static final int ATTEMPTS = 3;

    private final Map<Shape, Family> families = new ConcurrentHashMap<>();
    private final Map<String, Path> paths = new ConcurrentHashMap<>();

    /** Odd while a holder moves to another family and may be seen in none of both. Written under the lock of the index. */
    private volatile int moves;

    /** One path, and who has it. */
    private static final class Path {

        private final String text;

        /** One alone as a list: a path that nobody shares must stay cheap. */
        private volatile Collection<Family> families;

        Path(String text, Family first) {
            this.text = text;
            this.families = List.of(first);
        }

        void add(Family family) {
            if (families instanceof Set<Family> many) {
                many.add(family);
            } else if (!families.contains(family)) {
                Set<Family> many = ConcurrentHashMap.newKeySet();
                many.addAll(families);
                many.add(family);
                families = many;
            }
        }

        /** @return whether nobody has it any more */
        boolean remove(Family family) {
            if (families instanceof Set<Family> many) {
                many.remove(family);
                return many.isEmpty();
            }
            return families.contains(family);
        }
    }

    /** @return what is kept: the holding with the shape that all equal ones share */
    Holding add(Holding holding) {
        Family family = families.get(holding.shape());
        if (family == null) {
            family = found(holding.shape());
        }
        Holding kept = holding.sharing(family.shape());
        family.members().put(kept.moduleId(), kept);
        return kept;
    }

    /** As {@link #add}; {@code before} has the same id. */
    Holding replace(Holding before, Holding holding) {
        if (before.shape().equals(holding.shape())) {
            return add(holding);
        }
        moves++;
        try {
            Holding kept = add(holding);
            remove(before);
            return kept;
        } finally {
            moves++;
        }
    }

    void remove(Holding holding) {
        Family family = families.get(holding.shape());
        family.members().remove(holding.moduleId());
        if (family.members().isEmpty()) {
            families.remove(family.shape());
            for (int place = 0; place < family.shape().size(); place++) {
                String path = family.shape().path(place);
                Path known = paths.get(path);
                if (known != null && known.remove(family)) {
                    paths.remove(path);
                }
            }
        }
    }

    private Family found(Shape shape) {
        String[] shared = new String[shape.size()];
        for (int place = 0; place < shared.length; place++) {
            Path known = paths.get(shape.path(place));
            shared[place] = known == null ? shape.path(place) : known.text;
        }
        Family family = new Family(shape == Shape.LOOSE ? shape : new Shape(shared));
        families.put(family.shape(), family);
        for (String path : shared) {
            Path known = paths.get(path);
            if (known == null) {
                paths.put(path, new Path(path, family));
            } else {
                known.add(family);
            }
        }
        return family;
    }

    /** All families; a live view, safe to walk. */
    Collection<Family> all() {
        return families.values();
    }

    /** Those with this path. */
    Collection<Family> with(String path) {
        Path known = paths.get(path);
        return known == null ? List.of() : known.families;
    }

    /** Those whose documents must be walked. */
    Collection<Family> loose() {
        Family loose = families.get(Shape.LOOSE);
        return loose == null ? List.of() : List.of(loose);
    }

    /**
     * The members of some families and of the loose one. Who is a member all the time is among them, maybe twice.
     *
     * @param chosen asked again if members moved meanwhile
     * @return null if there are more than {@code most}, or if members move all the time
     */
    List<Holding> gather(Supplier<Collection<Family>> chosen, int most) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int before = moves;
            List<Holding> gathered = new ArrayList<>();
            if (!gather(chosen.get(), most, gathered) || !gather(loose(), most, gathered)) {
                return null;
            }
            if (before % 2 == 0 && before == moves) {
                return gathered;
            }
        }
        return null;
    }

    private static boolean gather(Collection<Family> families, int most, List<Holding> gathered) {
        for (Family family : families) {
            for (Holding member : family.members().values()) {
                if (gathered.size() >= most) {
                    return false;
                }
                gathered.add(member);
            }
        }
        return true;
    }

    /** Whether at least so many holders have the path. */
    boolean atLeast(int count, String path) {
        int members = 0;
        for (Family family : with(path)) {
            members += family.members().size();
            if (members >= count) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same is kept. */
    boolean agreesWith(Families other) {
        return ids().equals(other.ids()) && users().equals(other.users());
    }

    private Map<Shape, Set<String>> ids() {
        Map<Shape, Set<String>> ids = new ConcurrentHashMap<>();
        families.forEach(
                (shape, family) -> ids.put(shape, Set.copyOf(family.members().keySet())));
        return ids;
    }

    private Map<String, List<String>> users() {
        Map<String, List<String>> users = new ConcurrentHashMap<>();
        paths.forEach((path, known) -> users.put(
                path,
                known.families.stream()
                        .map(family -> family.shape().toString())
                        .sorted()
                        .toList()));
        return users;
    }

    int paths() {
        return paths.size();
    }
}
