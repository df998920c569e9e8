package dev.osprey.hub;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many events there were of each subject. The first thousand subjects are told apart, the rest is counted together. */
final class Traffic {

    private static final int MOST = 1_000;
    private static final int SHOWN = 50;
    private static final String REST = "(others)";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** The counter of a subject, to be kept by whoever publishes it. */
    LongAdder of(String subject) {
        LongAdder known = counts.get(subject);
        if (known != null) {
            return known;
        }
        return counts.computeIfAbsent(counts.size() < MOST ? subject : REST, name -> new LongAdder());
    }

    /** The busiest subjects, and how many events each. */
    Map<String, Long> view() {
        Map<String, Long> view = new LinkedHashMap<>();
        counts.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().sum()))
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .forEach(entry -> view.put(entry.getKey(), entry.getValue()));
        return view;
    }
}
