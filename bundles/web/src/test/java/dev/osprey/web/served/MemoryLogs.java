package dev.osprey.web.served;

import dev.osprey.module.ModuleLogs;
import dev.osprey.module.NoSuchModuleException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The log of one module {@code clock}; the cursor of a line is its number. */
public final class MemoryLogs implements ModuleLogs {

    public final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /** Writes lines; who follows is told before this returns. */
    public synchronized void write(Stream stream, String... texts) {
        List<Line> more = new ArrayList<>();
        for (String text : texts) {
            more.add(new Line("f-" + (lines.size() + more.size()), Instant.EPOCH, stream, text));
        }
        lines.addAll(more);
        listeners.forEach(listener -> listener.onLines(more));
    }

    @Override
    public synchronized Page page(String name, Query query) {
        if (!name.equals("clock")) {
            throw new NoSuchModuleException("There is no module " + name);
        }
        List<Line> wanted = lines.stream()
                .filter(line -> query.only() == null || line.stream() == query.only())
                .filter(line -> query.before() == null || number(line.cursor()) < number(query.before()))
                .filter(line -> query.after() == null || number(line.cursor()) > number(query.after()))
                .toList();
        boolean more = wanted.size() > query.most();
        List<Line> page = !more
                ? wanted
                : query.after() != null
                        ? wanted.subList(0, query.most())
                        : wanted.subList(wanted.size() - query.most(), wanted.size());
        return new Page(page, unknown(query.before()) || unknown(query.after()), more);
    }

    private static boolean unknown(String cursor) {
        return cursor != null && !cursor.startsWith("f-");
    }

    private static int number(String cursor) {
        return unknown(cursor) ? -1 : Integer.parseInt(cursor.substring(2));
    }

    @Override
    public synchronized Following follow(String name, String after, Listener listener) {
        if (unknown(after)) {
            listener.onReset();
        } else if (after != null) {
            listener.onLines(lines.subList(number(after) + 1, lines.size()));
        }
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
