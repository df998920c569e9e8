package dev.osprey.web.rest;

import static dev.osprey.web.http.Schema.list;
import static dev.osprey.web.http.Schema.number;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.orNull;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.access.Permission;
import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import dev.osprey.search.Search;
import dev.osprey.search.SearchPage;
import dev.osprey.search.SearchQuery;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Page;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code GET /api/v1/search}: the one search over HTTP. */
final class SearchRoutes {

    private static final Map<String, Object> HIT = object(
            "kind",
            text(),
            "id",
            text(),
            "name",
            text(),
            "description",
            text(),
            "tags",
            list(text()),
            "fields",
            object(),
            "score",
            number());

    private final Search search;

    SearchRoutes(Search search) {
        this.search = search;
    }

    Routes routes() {
        return Routes.of(Route.get("/api/v1/search")
                .needs(Permission.REGISTRY_READ)
                .about("Searches modules, services, tools and whatever else there is")
                .query("q", "Words, globs, field:glob terms or an LDAP filter; everything if left out")
                .paged()
                .gives(
                        "What fits, best first, and the kinds that the caller may not see",
                        object("items", list(HIT), "next", orNull(text()), "hidden", list(text())))
                .by(this::find));
    }

    private void find(Exchange exchange) throws IOException {
        SearchQuery query = new SearchQuery(
                exchange.principal(), exchange.query("", "q"), Page.limit(exchange), exchange.query(null, "cursor"));
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
