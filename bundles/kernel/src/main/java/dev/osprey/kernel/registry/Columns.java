package dev.osprey.kernel.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The columns that look-ups have asked for. Written under the lock of the index, read at any time without one. */
final class Columns {

    static final int MOST = 16;

    private final Map<String, Column> columns = new ConcurrentHashMap<>();
    private final AtomicLong askings = new AtomicLong();

    /** The column of a path if it is there and complete. */
    Column find(String path) {
        Column column = columns.get(path);
        if (column == null || !column.complete()) {
            return null;
        }
        column.ask(askings.incrementAndGet());
        return column;
    }

    /** A column that sees each change from now on; that which was asked longest ago makes room for it. */
    Column begin(String path) {
        Column column = columns.get(path);
        if (column != null) {
            return column;
        }
        if (columns.size() >= MOST) {
            columns.values().stream()
                    .min(Comparator.comparingLong(Column::asked))
                    .ifPresent(oldest -> columns.remove(oldest.path()));
        }
        Column fresh = new Column(path);
        fresh.ask(askings.incrementAndGet());
        columns.put(path, fresh);
        return fresh;
    }

    void replace(Holding before, Holding now) {
        for (Column column : columns.values()) {
            column.replace(before, now);
        }
    }

    /** Whether all complete ones are what they would be if they were made of these holders now. */
    boolean agreeWith(Collection<Holding> holders) {
        return columns.values().stream().filter(Column::complete).allMatch(column -> {
            Column rebuilt = new Column(column.path());
            holders.forEach(holder -> rebuilt.replace(null, holder));
            return column.agreesWith(rebuilt);
        });
    }

    int size() {
        return columns.size();
    }
}
