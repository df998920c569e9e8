package dev.osprey.kernel.registry;

import dev.osprey.kernel.glob.Glob;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Holders by the text of their value at one path. Texts longer than a glob can be are not in it, nor are holders whose documents must be
 * walked. Written under the lock of the index, read at any time without one.
 */
final class Column {

    private record Key(String text, String moduleId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byText = text.compareTo(other.text);
            return byText != 0 ? byText : moduleId.compareTo(other.moduleId);
        }
    }

    private final String path;
    private final ConcurrentSkipListMap<Key, Holding> rows = new ConcurrentSkipListMap<>();

    /** Whether all holders are in it. */
    private volatile boolean complete;

    /** When it was asked last, as a count of askings. */
    private volatile long asked;

    Column(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    boolean complete() {
        return complete;
    }

    void completed() {
        complete = true;
    }

    long asked() {
        return asked;
    }

    void ask(long count) {
        asked = count;
    }

    /** A holder comes, goes or says something else; each may be null. Who keeps its text is never seen as gone. */
    void replace(Holding before, Holding now) {
        Set<String> texts = now == null ? Set.of() : texts(now);
        for (String text : texts) {
            rows.put(new Key(text, now.moduleId()), now);
        }
        if (before != null) {
            for (String text : texts(before)) {
                if (!texts.contains(text)) {
                    rows.remove(new Key(text, before.moduleId()));
                }
            }
        }
    }

    private Set<String> texts(Holding holding) {
        Shape shape = holding.shape();
        int from = shape.find(path);
        if (from < 0) {
            return Set.of();
        }
        Object[] values = holding.leaves().values();
        if (from + 1 == shape.size() || !shape.path(from + 1).equals(path)) {
            String text = Leaves.text(values[from]);
            return text.length() > Glob.MAX_LENGTH ? Set.of() : Set.of(text);
        }
        return IntStream.range(from, shape.size())
                .takeWhile(place -> shape.path(place).equals(path))
                .mapToObj(place -> Leaves.text(values[place]))
                .filter(text -> text.length() <= Glob.MAX_LENGTH)
                .collect(Collectors.toSet());
    }

    /** @return false if there are more than {@code most} */
    boolean gather(String text, int most, List<Holding> gathered) {
        for (Map.Entry<Key, Holding> row : rows.tailMap(new Key(text, "")).entrySet()) {
            if (!row.getKey().text().equals(text)) {
                return true;
            }
            if (gathered.size() >= most) {
                return false;
            }
            gathered.add(row.getValue());
        }
        return true;
    }

    boolean agreesWith(Column other) {
        return rows.keySet().equals(other.rows.keySet())
                && rows.entrySet().stream().allMatch(row -> row.getValue().sameAs(other.rows.get(row.getKey())));
    }
}
