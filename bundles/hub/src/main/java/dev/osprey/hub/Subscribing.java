package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Verdict;
import dev.osprey.event.EventJournal;
import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Replay;
import dev.osprey.event.SubjectPattern;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The subscriptions of one connection: its own, and those that it gave a name. On its event loop. */
final class Subscribing {

    private final Hub hub;
    private final Principal principal;
    private final Denials denials;
    private final Function<Terms, Feed> feeds;
    private final Bytes replies;

    /** By name; the connection's own has the name "". */
    private final Map<String, Held> held = new LinkedHashMap<>(2);

    private volatile int patternCount;

    /** @param feeds makes a feed of this connection */
    Subscribing(Hub hub, Principal principal, Denials denials, Bytes replies, Function<Terms, Feed> feeds) {
        this.hub = hub;
        this.principal = principal;
        this.denials = denials;
        this.replies = replies;
        this.feeds = feeds;
    }

    void subscribe(JsonNode frame) {
        Wish wish = Wish.of(frame, hub.settings());
        Held known = held.get(wish.key());
        check(wish, known);
        Replay replay = wish.from() == null ? null : replay(wish);
        Held subscription = known;
        if (known == null) {
            subscription = new Held(feeds.apply(wish.terms(hub.settings())));
            held.put(wish.key(), subscription);
        }
        List<String> had = subscription.feed.patterns().list();
        for (String pattern : wish.patterns()) {
            if (subscription.feed.patterns().add(pattern)) {
                patternCount++;
            }
        }
        if (replay == null) {
            begin(subscription.feed, wish.patterns(), had);
        } else {
            subscription.catchup = new Catchup(hub.router(), replay, wish.patterns(), subscription.feed, hub.replays());
        }
        Replies.acknowledge(replies, frame);
        if (replay != null) {
            subscription.catchup.start();
        }
    }

    private void begin(Feed feed, Collection<String> patterns, Collection<String> had) {
        Runnable live = () -> patterns.forEach(pattern -> hub.router().subscribe(pattern, feed));
        if (feed.group() != null) {
            live.run();
        } else {
            hub.annex().retained().subscribe(patterns, had, feed::retained, live);
        }
    }

    private void check(Wish wish, Held known) {
        Set<String> more = new LinkedHashSet<>(wish.patterns());
        Policy policy = known == null ? wish.policy() : known.feed.terms().policy();
        if (known != null) {
            if (known.replays()) {
                throw new RefusedException(Refusal.replaying());
            }
            more.removeIf(known.feed.patterns()::contains);
            if (wish.from() != null) {
                throw new RefusedException(Refusal.badField("from needs a subscription that does not exist yet;"
                        + " this connection has one by this name, give another in name."));
            }
            if (known.feed.isFull()) {
                throw new RefusedException(Refusal.full());
            }
            if (!wish.fits(known.feed.terms())) {
                throw new RefusedException(Refusal.badField("policy, group, max_events and max_bytes of a subscription"
                        + " stay as they are; give another name."));
            }
        } else if (held.size() >= hub.settings().maxSubscriptions()) {
            throw new RefusedException(Refusal.tooMany(
                    "too_many_subscriptions", hub.settings().maxSubscriptions() + " subscriptions", "name"));
        }
        if (patternCount + more.size() > hub.settings().maxPatterns()) {
            throw new RefusedException(
                    Refusal.tooMany("too_many_patterns", hub.settings().maxPatterns() + " patterns", "pattern"));
        }
        for (String pattern : wish.patterns()) {
            try {
                new SubjectPattern(pattern);
            } catch (InvalidSubjectException e) {
                throw new RefusedException(Refusal.badSubject(e.getMessage()));
            }
            allow(Permission.EVENT_SUBSCRIBE, pattern);
            if (policy == Policy.BLOCK) {
                allow(Permission.EVENT_BLOCK, pattern);
            }
        }
    }

    private void allow(Permission permission, String pattern) {
        Verdict verdict = hub.access().verdict(principal, permission, pattern);
        if (!verdict.allowed()) {
            denials.record(permission, pattern);
            hub.stats().denied.increment();
            throw new RefusedException(Refusal.denied(verdict));
        }
    }

    private Replay replay(Wish wish) {
        EventJournal journal = hub.replays().journal();
        if (journal == null) {
            throw new RefusedException(Refusal.noStreams());
        }
        try {
            return journal.replay(wish.patterns(), wish.from());
        } catch (NoStreamException e) {
            throw new RefusedException(new Refusal(
                    "no_stream", e.getMessage(), "Ask for patterns that one stream keeps, or subscribe without from."));
        }
    }

    void unsubscribe(JsonNode frame) {
        String name = Wish.name(frame);
        String key = name == null ? "" : name;
        Held subscription = held.get(key);
        List<String> unwanted = Wish.patterns(frame, name != null);
        if (subscription != null) {
            boolean whole = unwanted == null
                    || Set.copyOf(unwanted)
                            .containsAll(subscription.feed.patterns().list());
            if (!whole && subscription.replays()) {
                throw new RefusedException(Refusal.replaying());
            }
            for (String pattern : whole ? subscription.feed.patterns().list() : unwanted) {
                drop(subscription, pattern);
            }
            if (whole && (name != null || subscription.replays())) {
                held.remove(key);
                end(subscription);
            }
        }
        Replies.acknowledge(replies, frame);
    }

    private void drop(Held subscription, String pattern) {
        if (subscription.feed.patterns().remove(pattern)) {
            patternCount--;
            hub.router().unsubscribe(pattern, subscription.feed);
        }
    }

    private void end(Held subscription) {
        if (subscription.catchup != null) {
            subscription.catchup.cancel();
        }
        hub.router().remove(subscription.feed);
        subscription.feed.end();
    }

    /** Drops the patterns that are no longer allowed; a replay under way ends as a whole. */
    void recheck() {
        for (Map.Entry<String, Held> entry : Map.copyOf(held).entrySet()) {
            Held subscription = entry.getValue();
            for (String pattern : subscription.feed.patterns().list()) {
                Verdict verdict = verdict(subscription, pattern);
                if (verdict.allowed()) {
                    continue;
                }
                if (subscription.replays()) {
                    subscription.feed.patterns().list().forEach(one -> deny(subscription, one, verdict));
                    held.remove(entry.getKey());
                    end(subscription);
                    break;
                }
                deny(subscription, pattern, verdict);
            }
        }
    }

    private void deny(Held subscription, String pattern, Verdict verdict) {
        drop(subscription, pattern);
        Replies.error(replies, Refusal.denied(verdict), Map.of("pattern", pattern));
    }

    private Verdict verdict(Held subscription, String pattern) {
        Verdict verdict = hub.access().verdict(principal, Permission.EVENT_SUBSCRIBE, pattern);
        return verdict.allowed() && subscription.feed.terms().policy() == Policy.BLOCK
                ? hub.access().verdict(principal, Permission.EVENT_BLOCK, pattern)
                : verdict;
    }

    /** All end; the connection has gone, or is about to. */
    void close() {
        for (Held subscription : held.values()) {
            if (subscription.catchup != null) {
                subscription.catchup.cancel();
            }
            hub.router().remove(subscription.feed);
            subscription.feed.close();
        }
    }

    /** How many patterns there are; for any thread. */
    int patterns() {
        return patternCount;
    }

    private static final class Held {
        final Feed feed;
        Catchup catchup;

        Held(Feed feed) {
            this.feed = feed;
        }

        boolean replays() {
            return catchup != null && !catchup.done();
        }
    }
}
