package dev.osprey.web.rest;

import static dev.osprey.web.http.Schema.flag;
import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.list;
import static dev.osprey.web.http.Schema.number;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.oneOf;
import static dev.osprey.web.http.Schema.page;
import static dev.osprey.web.http.Schema.text;
import static dev.osprey.web.http.Schema.time;

import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Page;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import java.io.IOException;
import java.util.Map;

/** Processes as resources: each path is a translation to a {@code process.*} tool. */
final class ProcessRoutes {

    private static final String PATH = "/api/v1/processes";
    private static final String STARTED = "started_at";

    private static final Map<String, Object> STATE = oneOf("running", "paused", "stopping", "exited");

    private static final Map<String, Object> PROCESS = object(
            "id", text(), "pid", integer(), "name", text(), "owner", text(), "program", text(), "folder", text(),
            STARTED, time(), "state", STATE);

    private final ToolCalls calls;

    private ProcessRoutes(ToolCalls calls) {
        this.calls = calls;
    }

    static Routes of(ToolCalls calls) {
        return new ProcessRoutes(calls).routes();
    }

    private Routes routes() {
        return Routes.of(
                Route.get(PATH)
                        .leftToTool("process.list")
                        .about("Lists the processes that Osprey started, the oldest first")
                        .query("ended", "Shows the last that have ended, too", flag())
                        .query("owner", "Glob for who started them")
                        .query("usage", "Shows what each uses", flag())
                        .paged()
                        .gives("The processes", page(PROCESS))
                        .by(this::all),
                Route.post(PATH)
                        .leftToTool("process.spawn")
                        .about("Starts a program, or with wait runs it to its end")
                        .takes(object("argv", list(text())))
                        .gives("The process; with wait how it ended", object("id", text(), "pid", integer()))
                        .streams()
                        .repeatable()
                        .by(this::spawn),
                shown("", "Shows a process with what it uses and what limits it", PROCESS, "process.status"),
                shown("/usage", "Shows what a process and all that it started use", object(), "process.usage"),
                Route.delete(PATH + "/{id}")
                        .leftToTool("process.kill")
                        .about("Ends a process with its whole tree: politely, then by force")
                        .path("id", "Id of the process")
                        .query("grace_seconds", "How long it may take to end by itself", number())
                        .gives(
                                "What was found and left",
                                object("found", integer(), "forced", integer(), "survivors", integer()))
                        .by(x -> calls.bare(
                                x,
                                "process.kill",
                                Input.of(x).path("id").number("grace_seconds").fields())),
                acting("pause", object(), "Halts a process with its whole tree", object("id", text(), "state", STATE)),
                acting("resume", object(), "Lets a halted process go on", object("id", text(), "state", STATE)),
                acting(
                        "signal",
                        object("signal", text(), "tree?", flag()),
                        "Sends a signal to a process",
                        object("reached", integer())),
                Route.post(PATH + "/{id}/stdin")
                        .leftToTool("process.stdin.write")
                        .about("Writes to the standard input of a process, or closes it")
                        .path("id", "Id of the process")
                        .takes(object("text?", text(), "base64?", text(), "close?", flag()))
                        .gives("How many bytes were written, or the id", object())
                        .by(this::type),
                Route.get(PATH + "/{id}/wait")
                        .leftToTool("process.wait")
                        .about("Waits until a process ends, and tells how")
                        .path("id", "Id of the process")
                        .query("timeout_seconds", "How long to wait at most; 30 if left out", number())
                        .gives("How it ended, or that it has not", object("id", text(), "timed_out", flag()))
                        .by(x -> calls.bare(
                                x,
                                "process.wait",
                                Input.of(x).path("id").number("timeout_seconds").fields())),
                Route.get(PATH + "/{id}/output")
                        .leftToTool("process.output")
                        .about("Follows what a process writes from now on, until it ends")
                        .path("id", "Id of the process")
                        .query("stream", "Which of the two", oneOf("stdout", "stderr", "both"))
                        .query("encoding", "How bytes are shown", oneOf("text", "base64"))
                        .gives("Server-sent events: chunk, then result or error", null)
                        .streams()
                        .by(x -> calls.streamed(
                                x,
                                "process.output",
                                Input.of(x)
                                        .path("id")
                                        .text("stream")
                                        .text("encoding")
                                        .fields())));
    }

    private Route shown(String below, String about, Map<String, Object> schema, String tool) {
        return Route.get(PATH + "/{id}" + below)
                .leftToTool(tool)
                .about(about)
                .path("id", "Id of the process")
                .gives("The process", schema)
                .by(x -> calls.bare(x, tool, Input.of(x).path("id").fields()));
    }

    private Route acting(String action, Map<String, Object> body, String about, Map<String, Object> result) {
        return Route.post(PATH + "/{id}/" + action)
                .leftToTool("process." + action)
                .about(about)
                .path("id", "Id of the process")
                .takes(body)
                .gives("Done", result)
                .by(x -> calls.bare(
                        x, "process." + action, Input.body(x).path("id").fields()));
    }

    private void all(Exchange exchange) {
        Page page = Page.of(exchange);
        Map<String, Object> input =
                Input.of(exchange).flag("ended").text("owner").flag("usage").fields();
        calls.shaped(
                exchange,
                "process.list",
                input,
                found -> page.of(Listed.byAge(found, STARTED), row -> Listed.key(row, STARTED), row -> row));
    }

    private void spawn(Exchange exchange) throws IOException {
        Map<String, Object> input = Input.body(exchange).fields();
        if (exchange.wantsEvents()) {
            calls.streamed(exchange, "process.spawn", input);
        } else {
            calls.bare(exchange, "process.spawn", input);
        }
    }

    /** To close and nothing else is a tool of its own. */
    private void type(Exchange exchange) throws IOException {
        Map<String, Object> input = Input.body(exchange).path("id").fields();
        boolean nothing = !input.containsKey("text") && !input.containsKey("base64");
        if (nothing && Boolean.TRUE.equals(input.get("close"))) {
            calls.bare(
                    exchange,
                    "process.stdin.close",
                    Input.of(exchange).path("id").fields());
        } else {
            calls.bare(exchange, "process.stdin.write", input);
        }
    }
}
