package dev.osprey.web.kite;

import static dev.osprey.web.http.Schema.number;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.search.Hit;
import dev.osprey.search.Search;
import dev.osprey.search.SearchAnswer;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@code POST /query}. Kite named the path and left the body open, so every likely spelling is taken. */
final class KiteQuery {

    /** One of the entries that an answer uses. */
    static final Map<String, Object> RESULT =
            object("kind", text(), "id", text(), "name", text(), "description", text(), "score", number());

    private static final String[] NAMES = {"question", "query", "q", "text"};
    private static final int DEFAULT_LIMIT = 5;
    private static final int MAX_LIMIT = 50;

    private final Search search;

    KiteQuery(Search search) {
        this.search = search;
    }

    void answer(Exchange exchange) throws IOException {
        Map<String, Object> body = exchange.body();
        String question = question(exchange, body);
        int limit = limit(body);
        SearchAnswer answer;
        try {
            answer = search.answer(exchange.principal(), question, limit);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage(), null);
        }
        exchange.reply(
                200,
                Json.object(
                        "answer",
                        answer.text(),
                        "question",
                        answer.question(),
                        "results",
                        answer.sources().stream().map(KiteQuery::result).collect(Collectors.toList())));
    }

    private static String question(Exchange exchange, Map<String, Object> body) {
        String asked = List.of(NAMES).stream()
                .map(body::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(value -> value instanceof String ? (String) value : "")
                .orElseGet(() -> exchange.query("", NAMES));
        if (asked.isBlank()) {
            throw Refusal.badRequest("There is no question", "send {\"question\":\"which module has a camera?\"}");
        }
        return asked;
    }

    private static int limit(Map<String, Object> body) {
        Object limit = body.get("limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit instanceof Integer && (Integer) limit >= 1 && (Integer) limit <= MAX_LIMIT) {
            return (Integer) limit;
        }
        throw Refusal.badRequest(
                "The limit is " + Text.shown(String.valueOf(limit)), "use a number from 1 to " + MAX_LIMIT);
    }

    private static Map<String, Object> result(Hit hit) {
        return Json.object(
                "kind", hit.item().kind(),
                "id", hit.item().id(),
                "name", hit.item().name(),
                "description", hit.item().description(),
                "score", hit.score());
    }
}
