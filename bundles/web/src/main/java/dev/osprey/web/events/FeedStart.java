package dev.osprey.web.events;

import dev.osprey.event.Position;
import dev.osprey.event.SubjectPattern;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a client asks for.
 *
 * @param patterns what it follows, at least one
 * @param from where it begins, or null for now
 */
record FeedStart(List<String> patterns, Position from) {

    static final int MOST_PATTERNS = 100;

    /** Without looking at where it begins, so that who may not follow is told nothing else. */
    static List<String> patterns(Exchange exchange) {
        List<String> given = exchange.queries("subject");
        LinkedHashSet<String> patterns = new LinkedHashSet<>(given.isEmpty() ? List.of(">") : given);
        if (patterns.size() > MOST_PATTERNS) {
            throw Refusal.badRequest(
                    "There are " + patterns.size() + " subjects", "give at most " + MOST_PATTERNS + ", or wider ones");
        }
        patterns.forEach(SubjectPattern::new);
        return List.copyOf(patterns);
    }

    static FeedStart of(Exchange exchange, List<String> patterns) {
        String last = exchange.request().getHeader("Last-Event-ID");
        return new FeedStart(patterns, last == null || last.isEmpty() ? from(exchange) : after(last));
    }

    private static Position after(String last) {
        if (!last.matches("[0-9]{1,18}")) {
            throw Refusal.badRequest(
                    "The Last-Event-ID is " + Text.shown(last), "send the id of an event as it was received, or none");
        }
        return Position.from(Long.parseLong(last) + 1);
    }

    private static Position from(Exchange exchange) {
        String from = exchange.query("", "from");
        try {
            return from.isEmpty() ? null : Position.parse(from);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(
                    "from is " + Text.shown(from),
                    "give a sequence number, a time such as 2026-01-31T12:00:00Z, or last");
        }
    }
}
