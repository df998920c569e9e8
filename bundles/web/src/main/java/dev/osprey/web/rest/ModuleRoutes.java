package dev.osprey.web.rest;

import static dev.osprey.web.http.Schema.flag;
import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.list;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.oneOf;
import static dev.osprey.web.http.Schema.orNull;
import static dev.osprey.web.http.Schema.page;
import static dev.osprey.web.http.Schema.text;
import static dev.osprey.web.http.Schema.time;

import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Page;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Modules as resources: each path is a translation to a {@code module.*} tool. */
final class ModuleRoutes {

    private static final String NAME = "Name of the module";
    private static final String[] PHASES = {"stopped", "starting", "ready", "stopping", "backoff", "failed"};

    private static final Map<String, Object> WHY =
            object("code", text(), "text", text(), "module", orNull(text()), "at", orNull(time()));

    private static final Map<String, Object> MODULE = object(
            "name", text(),
            "display_name", text(),
            "type", text(),
            "runtime", text(),
            "kind", oneOf("process", "bundle"),
            "state", oneOf("enabled", "manual", "disabled"),
            "desired_running", flag(),
            "phase", oneOf(PHASES),
            "incarnation", integer(),
            "pid", orNull(integer()),
            "restarts", integer(),
            "next_start", orNull(time()),
            "why", orNull(WHY),
            "depends_on", list(text()));

    private static final Map<String, Object> WAIT = oneOf("ready", "spawned");

    private final ToolCalls calls;

    private ModuleRoutes(ToolCalls calls) {
        this.calls = calls;
    }

    static Routes of(ToolCalls calls) {
        return new ModuleRoutes(calls).routes();
    }

    private Routes routes() {
        return Routes.of(
                Route.get("/api/v1/modules")
                        .leftToTool("module.list")
                        .about("Lists the modules by name")
                        .query("phase", "Keeps those in this phase", oneOf(PHASES))
                        .query("type", "Keeps those of this type")
                        .query("q", "Keeps those with this text in name, display name, type or runtime")
                        .paged()
                        .gives("The modules", page(MODULE))
                        .by(this::all),
                Route.get("/api/v1/module-dependencies")
                        .leftToTool("module.dependencies")
                        .about("Tells which module needs which, and in what order they start")
                        .gives(
                                "The modules, in levels that start together, and circles",
                                object(
                                        "nodes", list(object()),
                                        "levels", list(list(text())),
                                        "cycles", list(list(text()))))
                        .by(x -> calls.bare(x, "module.dependencies", Map.of())),
                Route.get("/api/v1/modules/{name}")
                        .leftToTool("module.info")
                        .about("Shows all that is known of a module")
                        .path("name", NAME)
                        .gives(
                                "The module, its policies, what needs it, its manifest",
                                object("module", MODULE, "dependents", list(text()), "warnings", list(text())))
                        .by(x -> calls.bare(x, "module.info", named(x))),
                Route.get("/api/v1/modules/{name}/why")
                        .leftToTool("module.why")
                        .about("Tells why a module is as it is, down the chain of what it waits for")
                        .path("name", NAME)
                        .gives("The reasons", object("name", text(), "phase", oneOf(PHASES), "chain", list(WHY)))
                        .by(x -> calls.bare(x, "module.why", named(x))),
                Route.get("/api/v1/modules/{name}/history")
                        .leftToTool("module.history")
                        .about("Tells what happened to a module, newest last")
                        .path("name", NAME)
                        .query("limit", "The most steps", integer(1, 1000))
                        .gives("The steps", page(object("at", time(), "step", text(), "module", text())))
                        .by(this::history),
                changing("start", object("wait?", WAIT), "Starts a module, and before it all that it needs"),
                changing("stop", object("reason?", text()), "Stops a module with its whole process tree"),
                changing("restart", object("reason?", text(), "wait?", WAIT), "Stops and starts a module"),
                Route.put("/api/v1/modules/{name}/state")
                        .leftToTool("module.state")
                        .about("Sets a module to enabled, manual or disabled, whatever its manifest says")
                        .path("name", NAME)
                        .takes(object("state", oneOf("enabled", "manual", "disabled"), "now?", flag()))
                        .gives("The module", MODULE)
                        .by(x -> calls.bare(
                                x, "module.state", Input.body(x).path("name").fields())),
                Route.delete("/api/v1/modules/{name}/state")
                        .leftToTool("module.state")
                        .about("Gives a module the state of its manifest again")
                        .path("name", NAME)
                        .query("now", "Starts or stops it accordingly", flag())
                        .gives("The module", MODULE)
                        .by(this::reset));
    }

    private Route changing(String action, Map<String, Object> body, String about) {
        return Route.post("/api/v1/modules/{name}/" + action)
                .leftToTool("module." + action)
                .about(about)
                .path("name", NAME)
                .takes(body)
                .gives("The module", MODULE)
                .repeatable()
                .by(x -> calls.bare(
                        x, "module." + action, Input.body(x).path("name").fields()));
    }

    private static Map<String, Object> named(Exchange exchange) {
        return Input.of(exchange).path("name").fields();
    }

    private void all(Exchange exchange) {
        Page page = Page.of(exchange);
        String phase = exchange.query(null, "phase");
        String type = exchange.query(null, "type");
        String q = exchange.query("", "q").toLowerCase(Locale.ROOT);
        calls.shaped(exchange, "module.list", Map.of(), found -> {
            List<Map<String, Object>> rows = Listed.rows(found).stream()
                    .filter(row -> Listed.is(row, "phase", phase)
                            && Listed.is(row, "type", type)
                            && Listed.has(row, q, "name", "display_name", "type", "runtime"))
                    .toList();
            return page.of(rows, row -> (String) row.get("name"), row -> row);
        });
    }

    private void history(Exchange exchange) {
        Map<String, Object> input =
                Input.of(exchange).path("name").number("limit").fields();
        calls.shaped(exchange, "module.history", input, found -> Listed.whole(((Map<?, ?>) found).get("steps")));
    }

    private void reset(Exchange exchange) {
        Map<String, Object> input = Input.of(exchange).path("name").flag("now").fields();
        input.put("reset", true);
        calls.bare(exchange, "module.state", input);
    }
}
