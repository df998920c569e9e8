package dev.osprey.kernel.registry;

import dev.osprey.kernel.glob.Glob;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * One look-up over the documents: rows in the order of id, then of the field's path. It reads the few holders that can match where the
 * index knows them, else all in order.
 */
final class Lookup {

    /** An exact value among fewer holders than this is found by looking at each. */
    static final int MANY = 1024;

    private final Glob module;
    private final Glob field;
    private final Glob value;
    private final int maxRows;
    private final List<Match> rows = new ArrayList<>();

    /** The field is matched once for each shape. */
    private final Map<Shape, int[]> places = new IdentityHashMap<>();

    private Shape lastShape;
    private int[] lastPlaces;

    Lookup(LookupFilter filter, int maxRows) {
        this.module = Glob.compile(filter.module());
        this.field = Glob.compile(filter.field());
        this.value = Glob.compile(filter.value());
        this.maxRows = maxRows;
    }

    /** @throws IllegalArgumentException if there are too many rows */
    List<Match> in(EntryIndex index) {
        if (module.literal()) {
            index.find(module.prefix()).ifPresent(this::add);
            return rows;
        }
        List<Holding> few = few(index);
        if (few == null) {
            walk(index);
            return rows;
        }
        few.sort(Comparator.comparing(Holding::moduleId));
        String last = null;
        for (Holding holding : few) {
            if (!holding.moduleId().equals(last) && module.matches(holding.moduleId())) {
                add(holding);
            }
            last = holding.moduleId();
        }
        return rows;
    }

    private void walk(EntryIndex index) {
        for (Holding holding : index.holders().tailMap(module.prefix(), true).values()) {
            if (!holding.moduleId().startsWith(module.prefix())) {
                return;
            }
            if (module.matches(holding.moduleId())) {
                add(holding);
            }
        }
    }

    /** Those that can match; null where a walk is no slower. */
    private List<Holding> few(EntryIndex index) {
        Families families = index.families();
        int most = index.size() / 16 + 16;
        if (!field.literal()) {
            return field.matchesAll() || !module.prefix().isEmpty()
                    ? null
                    : families.gather(() -> matching(families.all()), most);
        }
        if (value.literal() && families.atLeast(MANY, field.prefix())) {
            Column column = index.column(field.prefix());
            if (column != null) {
                List<Holding> gathered = families.gather(List::of, most);
                return gathered != null && column.gather(value.prefix(), most, gathered) ? gathered : null;
            }
        }
        return families.gather(
                () -> families.with(field.prefix()), module.prefix().isEmpty() ? most : Math.min(most, MANY));
    }

    private Collection<Family> matching(Collection<Family> families) {
        return families.stream()
                .filter(family -> family.shape() != Shape.LOOSE && places(family.shape()).length > 0)
                .toList();
    }

    private int[] places(Shape shape) {
        if (shape != lastShape) {
            lastPlaces = places.computeIfAbsent(shape, unknown -> unknown.places(field));
            lastShape = shape;
        }
        return lastPlaces;
    }

    private void add(Holding holding) {
        if (holding.shape() == Shape.LOOSE) {
            int from = rows.size();
            Leaves.visit(holding.document(), field, (path, found) -> {
                if (matches(found) && field.matches(path)) {
                    row(holding, path, found);
                }
            });
            rows.subList(from, rows.size()).sort(Comparator.comparing(Match::field));
            return;
        }
        Object[] values = holding.leaves().values();
        for (int place : places(holding.shape())) {
            if (matches(values[place])) {
                row(holding, holding.shape().path(place), values[place]);
            }
        }
    }

    private boolean matches(Object found) {
        return value.matchesAll() || value.matches(Leaves.text(found));
    }

    private void row(Holding holding, String path, Object found) {
        if (rows.size() >= maxRows) {
            throw new IllegalArgumentException(
                    "The look-up finds more than " + maxRows + " rows; narrow module, field or value");
        }
        rows.add(new Match(holding.moduleId(), path, found));
    }
}
