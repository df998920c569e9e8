package dev.osprey.web.http;

import dev.osprey.access.Principal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.BadMessageException;

/** One request with its answer. The caller is the one that the guard put into the request; without it nothing is served. */
public final class Exchange {

    /** Request attribute with the {@link Principal}, set by the guard and by nobody else; absent for anonymous requests. */
    public static final String PRINCIPAL = "dev.osprey.principal";

    private static final Pattern JSON_TYPE =
            Pattern.compile("application/([a-z0-9.+-]+\\+)?json(\\s*;\\s*charset\\s*=\\s*\"?utf-?8\"?)?\\s*");

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ErrorForm errors;
    private Map<String, String> params = Map.of();
    private byte[] bytes;
    /** Sees the answer before it goes out. Set before the action runs, and by its own thread only. */
    private Consumer<Replays.Answer> recorder = answer -> {};

    Exchange(HttpServletRequest request, HttpServletResponse response, ErrorForm errors) {
        this.request = request;
        this.response = response;
        this.errors = errors;
    }

    public HttpServletRequest request() {
        return request;
    }

    public HttpServletResponse response() {
        return response;
    }

    /** How this door words errors. */
    public ErrorForm errors() {
        return errors;
    }

    /** Who asks. */
    public Principal principal() {
        Object principal = request.getAttribute(PRINCIPAL);
        if (principal instanceof Principal) {
            return (Principal) principal;
        }
        throw new Refusal(
                401,
                "unauthenticated",
                "The request carries no valid credential",
                "send the header Authorization: Bearer TOKEN",
                Map.of("WWW-Authenticate", "Bearer realm=\"osprey\""));
    }

    /** The path without the context, decoded once by the container. */
    public String path() {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    /** A parameter of the path. */
    public String param(String name) {
        return Objects.requireNonNull(params.get(name), name);
    }

    void params(Map<String, String> found) {
        params = found;
    }

    /** The first query parameter that is there, else the fallback. */
    public String query(String fallback, String... names) {
        for (String name : names) {
            String value = parameter(name);
            if (value != null) {
                return value;
            }
        }
        return fallback;
    }

    /** All values of a query parameter in their order. */
    public List<String> queries(String name) {
        parameter(name);
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private String parameter(String name) {
        try {
            return request.getParameter(name);
        } catch (RuntimeException e) {
            // the container's own exception for a query that it cannot decode
            throw Refusal.badRequest("The query of the address cannot be decoded", "send percent-encoded UTF-8");
        }
    }

    /** Whether the caller asks for server-sent events. */
    public boolean wantsEvents() {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/event-stream");
    }

    /** The body, a JSON object; an empty body is an empty object. */
    public Map<String, Object> body() throws IOException {
        byte[] read = bytes();
        return read.length == 0 ? Map.of() : Json.readObject(read);
    }

    /** The body as it came, read once. */
    byte[] bytes() throws IOException {
        if (bytes == null) {
            bytes = checkedBytes();
        }
        return bytes;
    }

    private byte[] checkedBytes() throws IOException {
        long length = request.getContentLengthLong();
        if (length > Json.MAX_BYTES) {
            throw tooLarge();
        }
        boolean hasBody = length > 0 || request.getHeader("Transfer-Encoding") != null;
        if (hasBody) {
            checkType(request.getContentType(), request.getHeader("Content-Encoding"));
        }
        byte[] read = read();
        if (read.length > Json.MAX_BYTES) {
            throw tooLarge();
        }
        return read;
    }

    private byte[] read() throws IOException {
        try {
            return request.getInputStream().readNBytes(Json.MAX_BYTES + 1);
        } catch (IOException | RuntimeException e) {
            // the server's own limits, the guard's among them, show up like this
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BadMessageException && ((BadMessageException) cause).getCode() == 413) {
                    throw tooLarge();
                }
            }
            throw e;
        }
    }

    private static void checkType(String type, String encoding) {
        boolean json =
                type != null && JSON_TYPE.matcher(type.toLowerCase(Locale.ROOT)).matches();
        if (!json || encoding != null) {
            throw new Refusal(
                    415,
                    "unsupported_media_type",
                    "The content type is " + (type == null ? "missing" : Text.shown(type))
                            + (encoding == null ? "" : ", encoded as " + Text.shown(encoding)),
                    "send Content-Type: application/json in UTF-8, not compressed");
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(
                413,
                "too_large",
                "The body has more than " + Json.MAX_BYTES + " bytes",
                "send less",
                Map.of("Connection", "close"));
    }

    /** Answers with a JSON value. */
    public void reply(int status, Object value) throws IOException {
        write(status, "application/json", Json.write(value));
    }

    /** Answers a failure; does nothing if the answer has begun. */
    public void fail(Throwable e) throws IOException {
        Refusal refusal = Refusals.of(e);
        if (response.isCommitted()) {
            abandon();
        } else {
            response.resetBuffer();
            refusal.headers().forEach(response::setHeader);
            write(refusal.status(), errors.contentType(), Json.write(errors.body(refusal)));
        }
    }

    /** There is no answer that could be given again. */
    void abandon() {
        recorder.accept(null);
    }

    void record(Consumer<Replays.Answer> answers) {
        recorder = answers;
    }

    void replay(Replays.Answer answer) throws IOException {
        response.setHeader(Replays.REPLAYED, "true");
        if (answer.location() != null) {
            response.setHeader("Location", answer.location());
        }
        write(answer.status(), answer.contentType(), answer.body());
    }

    private void write(int status, String contentType, byte[] body) throws IOException {
        recorder.accept(new Replays.Answer(status, contentType, response.getHeader("Location"), body));
        response.setStatus(status);
        response.setContentType(contentType);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
