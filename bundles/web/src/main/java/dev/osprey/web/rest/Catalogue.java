package dev.osprey.web.rest;

import dev.osprey.registry.Entry;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Match;
import dev.osprey.registry.Registry;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.Tools;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Page;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What there is: tools and registry entries. */
final class Catalogue {

    private final Tools tools;
    private final Registry registry;

    Catalogue(Tools tools, Registry registry) {
        this.tools = tools;
        this.registry = registry;
    }

    /** {@code GET /api/v1/tools}. */
    void tools(Exchange exchange) throws IOException {
        String q = exchange.query("", "q").toLowerCase(Locale.ROOT);
        List<ToolInfo> found = tools.list().stream()
                .filter(tool -> tool.name().toLowerCase(Locale.ROOT).contains(q)
                        || tool.description().toLowerCase(Locale.ROOT).contains(q))
                .toList();
        exchange.reply(200, Page.of(exchange).of(found, ToolInfo::name, Shapes::of));
    }

    /** {@code GET /api/v1/tools/NAME}. */
    void tool(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        ToolInfo tool = tools.find(name)
                .orElseThrow(() -> Refusal.notFound(
                        "There is no tool " + Text.shown(name), "GET /api/v1/tools lists what there is"));
        exchange.reply(200, Shapes.of(tool));
    }

    /** {@code GET /api/v1/registry}. */
    void registry(Exchange exchange) throws IOException {
        exchange.reply(200, Page.of(exchange).of(found(filter(exchange)), Entry::moduleId, Shapes::headOf));
    }

    /** {@code GET /api/v1/registry/ID}. */
    void entry(Exchange exchange) throws IOException {
        String id = exchange.param("module_id");
        Entry entry = registry.entry(id)
                .orElseThrow(() -> Refusal.notFound(
                        "There is no entry " + Text.shown(id), "GET /api/v1/registry lists what there is"));
        exchange.reply(200, Shapes.of(entry));
    }

    /** Which entries a request is about. */
    static LookupFilter filter(Exchange exchange) {
        return new LookupFilter(module(exchange), exchange.query("*", "field"), exchange.query("*", "value"));
    }

    static String module(Exchange exchange) {
        return exchange.query("*", "module");
    }

    private List<Entry> found(LookupFilter filter) {
        if (filter.equals(LookupFilter.ALL)) {
            return registry.entries();
        }
        boolean byIdOnly = filter.field().equals("*") && filter.value().equals("*");
        if (byIdOnly && filter.module().length() <= IdGlob.LONGEST) {
            // a look-up would find every field of them
            return registry.entries().stream()
                    .filter(entry -> IdGlob.fits(filter.module(), entry.moduleId()))
                    .toList();
        }
        Set<String> ids;
        try {
            ids = registry.lookup(filter).stream().map(Match::moduleId).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage(), "give narrower globs in module, field or value");
        }
        return registry.entries().stream()
                .filter(entry -> ids.contains(entry.moduleId()))
                .toList();
    }
}
