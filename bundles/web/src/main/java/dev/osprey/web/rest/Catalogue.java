package dev.osprey.web.rest;

import dev.osprey.registry.Entry;
import dev.osprey.registry.Registry;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.Tools;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        List<Map<String, Object>> found = tools.list().stream()
                .filter(tool -> tool.name().toLowerCase(Locale.ROOT).contains(q)
                        || tool.description().toLowerCase(Locale.ROOT).contains(q))
                .map(Catalogue::tool)
                .collect(Collectors.toList());
        exchange.reply(200, found);
    }

    /** {@code GET /api/v1/tools/NAME}. */
    void tool(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        ToolInfo tool = tools.find(name)
                .orElseThrow(() -> Refusal.notFound(
                        "There is no tool " + Text.shown(name), "GET /api/v1/tools lists what there is"));
        exchange.reply(200, tool(tool));
    }

    private static Map<String, Object> tool(ToolInfo tool) {
        return Json.object(
                "name", tool.name(),
                "description", tool.description(),
                "input", tool.input(),
                "output", tool.output(),
                "role", tool.role().name().toLowerCase(Locale.ROOT),
                "timeout", tool.timeout() == null ? null : tool.timeout().toMillis() / 1000.0,
                "readOnly", tool.readOnly(),
                "bundle", tool.bundle());
    }

    /** {@code GET /api/v1/registry}. */
    void registry(Exchange exchange) throws IOException {
        exchange.reply(200, registry.entries().stream().map(Catalogue::entry).collect(Collectors.toList()));
    }

    private static Map<String, Object> entry(Entry entry) {
        return Json.object(
                "id", entry.moduleId(),
                "type", entry.document().get("module_type"),
                "name", entry.document().get("name"),
                "holder", entry.holder(),
                "registeredAt", String.valueOf(entry.registeredAt()),
                "ttl", entry.ttl() == null ? null : entry.ttl().toSeconds());
    }
}
