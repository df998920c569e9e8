package dev.osprey.web.metrics;

import dev.osprey.system.Metrics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever has numbers. One that fails, or has numbers that cannot be shown, is named in the log once and leaves the others alone. */
final class Sources {

    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    /** What was complained of is remembered up to here, then no more is said. */
    private static final int MOST_COMPLAINTS = 1000;

    private final List<Metrics> sources = new CopyOnWriteArrayList<>();
    private final Set<String> complaints = ConcurrentHashMap.newKeySet();

    void add(Metrics source) {
        sources.add(source);
    }

    void remove(Metrics source) {
        sources.remove(source);
    }

    String text() {
        Exposition exposition = new Exposition(what -> complain(what, null));
        sources.forEach(source -> collect(source, exposition));
        return exposition.text();
    }

    /** The boundary to foreign code. */
    private void collect(Metrics source, Exposition exposition) {
        try {
            source.now().forEach(exposition::add);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            complain("the numbers of " + source.getClass().getName() + " are left out: it failed", e);
        }
    }

    private void complain(String what, Throwable cause) {
        if (complaints.size() < MOST_COMPLAINTS && complaints.add(what)) {
            LOG.warn("GET /metrics: {}. This is said once", what, cause);
        }
    }
}
