package dev.osprey.web.openapi;

import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.Tools;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Builds the document again when doors or tools are others than the last time. Thread-safe. */
final class CurrentDocument {

    private final String version;
    private final Tools tools;
    private final Supplier<List<Door>> doors;
    private volatile Built built = new Built(null, null, null);

    private record Built(List<Door> doors, List<ToolInfo> tools, Tagged document) {}

    CurrentDocument(String version, Tools tools, Supplier<List<Door>> doors) {
        this.version = version;
        this.tools = tools;
        this.doors = doors;
    }

    void serve(Exchange exchange) throws IOException {
        Built known = built;
        List<Door> doorsNow = doors.get();
        List<ToolInfo> toolsNow = tools.list();
        if (!doorsNow.equals(known.doors()) || !toolsNow.equals(known.tools())) {
            known = new Built(doorsNow, toolsNow, Tagged.of(ApiDocument.of(version, doorsNow, toolsNow)));
            built = known;
        }
        known.document().serve(exchange);
    }
}
