package dev.osprey.web.rest;

import static dev.osprey.web.http.Schema.list;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.oneOf;
import static dev.osprey.web.http.Schema.page;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import java.util.Map;

/** The watchdog as resources: each path is a translation to a {@code watchdog.*} tool. */
final class WatchdogRoutes {

    private WatchdogRoutes() {}

    static Routes of(ToolCalls calls) {
        return Routes.of(
                Route.get("/api/v1/watchdog")
                        .leftToTool("watchdog.status")
                        .about("Tells which modules are well, what is not, and how Osprey itself is")
                        .query("name", "Keeps this module")
                        .gives(
                                "The modules and the JVM",
                                object("mode", oneOf("act", "observe"), "modules", list(object()), "jvm", object()))
                        .by(x -> calls.bare(
                                x, "watchdog.status", Input.of(x).text("name").fields())),
                Route.get("/api/v1/watchdog/evidence")
                        .leftToTool("watchdog.evidence")
                        .about("Lists the evidence that is kept, newest first")
                        .gives("The ids", page(text()))
                        .by(x -> calls.shaped(
                                x,
                                "watchdog.evidence",
                                Map.of(),
                                found -> Listed.whole(((Map<?, ?>) found).get("items")))),
                Route.get("/api/v1/watchdog/evidence/{id}")
                        .leftToTool("watchdog.evidence")
                        .about("Shows what was collected of a module that was not well")
                        .path("id", "Id of the evidence")
                        .gives("The evidence", object())
                        .by(x -> calls.bare(
                                x, "watchdog.evidence", Input.of(x).path("id").fields())),
                Route.post("/api/v1/watchdog/modules/{name}/resume")
                        .leftToTool("watchdog.resume")
                        .about("Lets a module be restarted again that was given up")
                        .path("name", "Name of the module")
                        .gives("How it stands", object("name", text(), "stage", text()))
                        .by(x -> calls.bare(
                                x, "watchdog.resume", Input.of(x).path("name").fields())));
    }
}
