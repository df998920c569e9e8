package dev.osprey.web.rest;

import dev.osprey.access.Permission;
import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import dev.osprey.search.Search;
import dev.osprey.search.SearchPage;
import dev.osprey.search.SearchQuery;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code GET /api/v1/search}: the one search over HTTP. */
final class SearchRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final Search search;

    SearchRoutes(Search search) {
        this.search = search;
    }

    Routes routes() {
        return Routes.of(Route.get("/api/v1/search")
                .needs(Permission.REGISTRY_READ)
                .about("Searches modules, services, tools and whatever else there is")
                .by(this::find));
    }

    private void find(Exchange exchange) throws IOException {
        SearchQuery query = new SearchQuery(
                exchange.principal(), exchange.query("", "q"), limit(exchange), exchange.query(null, "cursor"));
        SearchPage page;
        try {
            page = search.find(query);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage(), "docs/search.md describes the language");
        }
        exchange.reply(
                200,
                Json.object(
                        "items",
                        page.hits().stream().map(SearchRoutes::item).collect(Collectors.toList()),
                        "next",
                        page.next(),
                        "hidden",
                        page.hidden()));
    }

    private static int limit(Exchange exchange) {
        String text = exchange.query(Integer.toString(DEFAULT_LIMIT), "limit");
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.badRequest("The limit is " + Text.shown(text), "use a number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    private static Map<String, Object> item(Hit hit) {
        Findable item = hit.item();
        return Json.object(
                "kind", item.kind(),
                "id", item.id(),
                "name", item.name(),
                "description", item.description(),
                "tags", item.tags(),
                "fields", item.fields() == null ? Map.of() : item.fields(),
                "score", hit.score());
    }
}
