package dev.osprey.watchdog.fake;

import dev.osprey.module.ModuleLogs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lines in memory; a cursor is a number. */
public final class FakeLogs implements ModuleLogs {

    private final Map<String, List<Line>> lines = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private List<Line> of(String name) {
        return lines.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
    }

    public void write(String name, Stream stream, Instant at, String text) {
        Line line = new Line(Integer.toString(of(name).size()), at, stream, text);
        of(name).add(line);
        listeners.forEach(listener -> listener.onLines(List.of(line)));
    }

    @Override
    public Page page(String name, Query query) {
        List<Line> all = new ArrayList<>(of(name));
        all.removeIf(line -> query.only() != null && line.stream() != query.only());
        if (query.after() != null) {
            all.removeIf(line -> Integer.parseInt(line.cursor()) <= Integer.parseInt(query.after()));
            return new Page(all.subList(0, Math.min(all.size(), query.most())), false, false);
        }
        return new Page(List.copyOf(all.subList(Math.max(0, all.size() - query.most()), all.size())), false, false);
    }

    @Override
    public Following follow(String name, String after, Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public int followers() {
        return listeners.size();
    }
}
