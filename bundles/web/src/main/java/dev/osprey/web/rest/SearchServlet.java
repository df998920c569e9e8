package dev.osprey.web.rest;

import static dev.osprey.web.http.Schema.list;
import static dev.osprey.web.http.Schema.number;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.orNull;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import dev.osprey.search.Search;
import dev.osprey.search.SearchPage;
import dev.osprey.search.SearchQuery;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Page;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/v1/search}: the one search over HTTP. */
@Component(service = {Servlet.class, Door.class})
@HttpWhiteboardServletName("osprey-search")
@HttpWhiteboardServletPattern("/api/v1/search")
public final class SearchServlet extends Door {

    private static final long serialVersionUID = 1L;

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

    @Activate
    public SearchServlet(@Reference Search search, @Reference AccessControl access) {
        super(routes(search), ErrorForm.PROBLEM, access);
    }

    private static Routes routes(Search search) {
        return Routes.of(Route.get("/api/v1/search")
                .needs(Permission.REGISTRY_READ)
                .about("Searches modules, services, tools and whatever else there is")
                .query("q", "Words, globs, field:glob terms or an LDAP filter; everything if left out")
                .paged()
                .gives(
                        "What fits, best first, and the kinds that the caller may not see",
                        object("items", list(HIT), "next", orNull(text()), "hidden", list(text())))
                .by(x -> find(search, x)));
    }

    private static void find(Search search, Exchange exchange) throws IOException {
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
                        page.hits().stream().map(SearchServlet::item).collect(Collectors.toList()),
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
                "fields", item.fields(),
                "score", hit.score());
    }
}
