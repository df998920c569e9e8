package dev.osprey.web.rest;

import static dev.osprey.web.http.Schema.flag;
import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.number;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.oneOf;
import static dev.osprey.web.http.Schema.page;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Page;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import java.io.IOException;
import java.util.Map;

/** Terminals as resources: each path is a translation to a {@code terminal.*} tool. */
final class TerminalRoutes {

    private static final String PATH = "/api/v1/terminals";
    private static final String CREATED = "created_at";
    private static final String ID = "Id of the terminal";

    private final ToolCalls calls;

    private TerminalRoutes(ToolCalls calls) {
        this.calls = calls;
    }

    static Routes of(ToolCalls calls) {
        return new TerminalRoutes(calls).routes();
    }

    private Routes routes() {
        return Routes.of(
                Route.get(PATH)
                        .leftToTool("terminal.list")
                        .about("Lists the terminals, the oldest first")
                        .paged()
                        .gives("The terminals", page(object("id", text(), "name", text(), "owner", text())))
                        .by(this::all),
                Route.post(PATH)
                        .leftToTool("terminal.create")
                        .about("Opens a terminal with a shell")
                        .takes(object("name?", text(), "rows?", integer(), "columns?", integer()))
                        .gives("The terminal", object("id", text(), "pid", integer()))
                        .repeatable()
                        .by(x -> calls.bare(x, "terminal.create", Input.body(x).fields())),
                Route.delete(PATH + "/{id}")
                        .leftToTool("terminal.kill")
                        .about("Closes a terminal and ends all that runs in it")
                        .path("id", ID)
                        .gives("What was found and left", object())
                        .by(x -> calls.bare(
                                x, "terminal.kill", Input.of(x).path("id").fields())),
                Route.post(PATH + "/{id}/exec")
                        .leftToTool("terminal.exec")
                        .about("Runs a command in a terminal and waits for its end")
                        .path("id", ID)
                        .takes(object(
                                "command",
                                text(),
                                "timeout_seconds?",
                                number(),
                                "on_timeout?",
                                oneOf("interrupt", "leave", "kill")))
                        .gives("What it wrote and how it ended", object("output", text(), "timed_out", flag()))
                        .streams()
                        .by(this::exec),
                Route.post(PATH + "/{id}/input")
                        .leftToTool("terminal.write")
                        .about("Types into a terminal")
                        .path("id", ID)
                        .takes(object("text?", text(), "base64?", text(), "key?", text()))
                        .gives("How much was written", object("written", integer()))
                        .by(x -> calls.bare(
                                x, "terminal.write", Input.body(x).path("id").fields())),
                Route.get(PATH + "/{id}/output")
                        .leftToTool("terminal.read")
                        .about("Reads what a terminal shows, from a place on, and waits for more if asked to")
                        .path("id", ID)
                        .query("from", "Place to go on from: next of the answer before", integer())
                        .query("wait_seconds", "How long to wait if there is nothing yet", number())
                        .query("max_bytes", "How much at most", integer())
                        .query("plain", "Leaves out what is for a screen only", flag())
                        .gives("The text and where it goes on", object("next", integer(), "ended", flag()))
                        .by(x -> calls.bare(
                                x,
                                "terminal.read",
                                Input.of(x)
                                        .path("id")
                                        .number("from")
                                        .number("wait_seconds")
                                        .number("max_bytes")
                                        .flag("plain")
                                        .fields())),
                Route.put(PATH + "/{id}/size")
                        .leftToTool("terminal.resize")
                        .about("Gives a terminal another size")
                        .path("id", ID)
                        .takes(object("rows", integer(), "columns", integer()))
                        .gives("Done", object())
                        .by(x -> calls.bare(
                                x, "terminal.resize", Input.body(x).path("id").fields())));
    }

    private void all(Exchange exchange) {
        Page page = Page.of(exchange);
        calls.shaped(
                exchange,
                "terminal.list",
                Map.of(),
                found -> page.of(Listed.byAge(found, CREATED), row -> Listed.key(row, CREATED), row -> row));
    }

    private void exec(Exchange exchange) throws IOException {
        Map<String, Object> input = Input.body(exchange).path("id").fields();
        if (exchange.wantsEvents()) {
            calls.streamed(exchange, "terminal.exec", input);
        } else {
            calls.bare(exchange, "terminal.exec", input);
        }
    }
}
