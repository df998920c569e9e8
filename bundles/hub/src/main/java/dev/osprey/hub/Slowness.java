package dev.osprey.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log who is too slow for what: once a minute for each principal. This class is threadsafe. */
final class Slowness {

    private static final Logger log = LoggerFactory.getLogger(Slowness.class);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST = 1_000;

    /** When each principal was last told of. Guarded by this. */
    private final Map<String, Long> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    void tell(String principal, String connection, Feed feed) {
        if (!due(principal)) {
            return;
        }
        Map.Entry<String, Integer> hottest = feed.hottest();
        log.warn(
                "{} ({}) reads too slowly: the queue of its subscription {} is full, policy {}; most of it is {} ({} events)."
                        + " It must read faster, ask for less, or take another policy",
                principal,
                connection,
                feed.terms().shown(),
                feed.terms().policy().key(),
                hottest.getKey(),
                hottest.getValue());
    }

    private synchronized boolean due(String principal) {
        long now = System.nanoTime();
        Long before = told.get(principal);
        if (before != null && now - before < MINUTE) {
            return false;
        }
        told.put(principal, now);
        return true;
    }
}
