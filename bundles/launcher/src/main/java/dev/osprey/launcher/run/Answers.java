package dev.osprey.launcher.run;

import dev.osprey.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one module has said and nobody has looked at yet: of each subject the first and the last event. So it can say as much as it likes
 * without anybody else's answer being lost for it. Thread-safe.
 */
final class Answers {

    // guarded by this
    private final Map<String, List<Event>> waiting = new HashMap<>();

    /** @return whether nothing was waiting before, so that somebody has to be sent to look */
    synchronized boolean add(Event event) {
        boolean news = waiting.isEmpty();
        List<Event> same = waiting.computeIfAbsent(event.subject(), subject -> new ArrayList<>(2));
        if (same.size() > 1) {
            same.set(1, event);
        } else {
            same.add(event);
        }
        return news;
    }

    /** All of it, in the order in which it was said. */
    synchronized List<Event> take() {
        List<Event> all = waiting.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Event::sequence))
                .toList();
        waiting.clear();
        return all;
    }
}
