package dev.osprey.web.launcher;

import static dev.osprey.web.http.Schema.flag;
import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.list;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.oneOf;
import static dev.osprey.web.http.Schema.orNull;
import static dev.osprey.web.http.Schema.text;
import static dev.osprey.web.http.Schema.time;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Credentials;
import dev.osprey.access.Permission;
import dev.osprey.module.ModuleLogs;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import dev.osprey.web.sse.Sse;
import dev.osprey.web.sse.SseStream;
import dev.osprey.web.sse.SseStreams;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What modules write: pages of it, and streams that go on behind any line. Thread-safe. */
public final class LogDoor implements AutoCloseable {

    private static final Map<String, Object> LINE =
            object("cursor", text(), "time", orNull(time()), "stream", oneOf("out", "err", "sys"), "text", text());

    private final SseStreams<LogSource> streams;
    private final AtomicReference<ModuleLogs> here = new AtomicReference<>();

    public LogDoor(Credentials credentials, AccessControl access, Duration keepAlive) {
        streams = new SseStreams<>(
                "log streams", "osprey-web-log", credentials, access, keepAlive, (principal, source) -> access.verdict(
                                principal, Permission.MODULE_LOG, source.name())
                        .allowed());
    }

    /** There are logs from now on. */
    public void use(ModuleLogs logs) {
        here.set(logs);
    }

    /** There are none any more; who follows them comes back after a second. */
    public void drop(ModuleLogs logs) {
        here.compareAndSet(logs, null);
        end(logs);
    }

    private void end(ModuleLogs logs) {
        streams.forEach(stream -> {
            if (stream.source().logs() == logs) {
                stream.end();
            }
        });
    }

    /** The paths. */
    public Routes routes() {
        return Routes.of(
                Route.get("/api/v1/modules/{name}/log")
                        .needs(Permission.MODULE_LOG, "name")
                        .about("Shows lines that a module wrote, the last ones or those around one")
                        .path("name", "Name of the module")
                        .query("lines", "The most lines; 200 if left out", integer(1, LogQuery.MOST))
                        .query("before", "A cursor: those right before it")
                        .query("after", "A cursor: those right after it")
                        .query("stream", "Keeps those of this stream", oneOf("out", "err", "sys"))
                        .gives(
                                "The lines, oldest first: their texts, and all that is known of them",
                                object(
                                        "name", text(),
                                        "lines", list(text()),
                                        "entries", list(LINE),
                                        "reset", flag(),
                                        "more", flag()))
                        .by(this::page),
                Route.get("/api/v1/modules/{name}/log/stream")
                        .needs(Permission.MODULE_LOG, "name")
                        .about("Follows what a module writes")
                        .path("name", "Name of the module")
                        .query(
                                "lines",
                                "How many of the last lines come first; none if left out",
                                integer(0, LogQuery.MOST_AT_FIRST))
                        .query("after", "A cursor to go on behind")
                        .query("stream", "Keeps those of this stream", oneOf("out", "err", "sys"))
                        .header("Last-Event-ID", "The same as after, as a browser sends it; it counts more")
                        .gives("Server-sent events: line, gap, reset, end", null)
                        .streams()
                        .by(this::follow));
    }

    private ModuleLogs logs() {
        ModuleLogs logs = here.get();
        if (logs == null) {
            throw LauncherSlot.absent();
        }
        return logs;
    }

    private void page(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        ModuleLogs.Page page = logs().page(name, LogQuery.page(exchange));
        exchange.reply(
                200,
                Json.object(
                        "name", name,
                        "lines",
                                page.lines().stream().map(ModuleLogs.Line::text).toList(),
                        "entries", page.lines().stream().map(LogSource::entry).toList(),
                        "reset", page.reset(),
                        "more", page.more()));
    }

    private void follow(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        ModuleLogs logs = logs();
        Sse.needAsync(exchange);
        // before the files are read
        streams.checkRoom(exchange.principal());
        LogQuery.Start start = LogQuery.start(exchange);
        // also tells whether there is such a module, while that can still be answered
        ModuleLogs.Page first = logs.page(name, start.first());
        if ("HEAD".equals(exchange.request().getMethod())) {
            Sse.head(exchange.response());
            return;
        }
        List<ModuleLogs.Line> lines = start.lines() == 0 ? List.of() : first.lines();
        LogSource source = new LogSource(logs, name, start.only());
        SseStream<LogSource> stream = streams.open(exchange, source);
        source.tells(stream::wake, stream::end);
        source.onLines(lines);
        begin(source, stream, start.from(first));
        if (here.get() != logs) {
            stream.end();
        }
    }

    private static void begin(LogSource source, SseStream<LogSource> stream, String after) {
        try {
            source.follows(source.logs().follow(source.name(), after, source));
        } catch (NoSuchModuleException e) {
            // it was removed a moment ago
            stream.end();
        }
    }

    /** How many follow. */
    int size() {
        return streams.size();
    }

    /** Ends every stream. */
    @Override
    public void close() {
        here.set(null);
        streams.close();
    }
}
