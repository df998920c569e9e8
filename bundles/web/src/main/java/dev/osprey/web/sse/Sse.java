package dev.osprey.web.sse;

import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;

/** The text of server-sent events. */
public final class Sse {

    private Sse() {}

    /** One event. @param id null for one that nobody goes on from */
    public static byte[] event(String name, Object id, Object data) {
        return event(name, id, Json.write(data));
    }

    /** One event. @param json without a line break */
    public static byte[] event(String name, Object id, byte[] json) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(json.length + 100);
        String head = "event: " + name + (id == null ? "" : "\nid: " + id) + "\ndata: ";
        frame.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        frame.writeBytes(json);
        frame.writeBytes(ascii("\n\n"));
        return frame.toByteArray();
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws Refusal if the answer cannot stay open without a thread of its own */
    public static void needAsync(Exchange exchange) {
        if (!exchange.request().isAsyncSupported()) {
            throw unavailable(
                    "A filter in front of this servlet forbids asynchronous answers",
                    "register that filter with osgi.http.whiteboard.filter.asyncSupported=true, or remove it");
        }
    }

    /** The service behind is not there. */
    public static Refusal unavailable(String detail, String remedy) {
        return new Refusal(503, "unavailable", detail, remedy, Map.of("Retry-After", "2"));
    }

    /** The head of the answer. */
    public static void head(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Accel-Buffering", "no");
    }
}
