package dev.osprey.web.http;

import java.util.Map;

/** A request that gets no for an answer: an HTTP status, a stable code, what was wrong, and the remedy. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String remedy;
    private final transient Map<String, String> headers;

    public Refusal(int status, String code, String detail, String remedy, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.remedy = remedy;
        this.headers = headers;
    }

    public Refusal(int status, String code, String detail, String remedy) {
        this(status, code, detail, remedy, Map.of());
    }

    public static Refusal badRequest(String detail, String remedy) {
        return new Refusal(400, "bad_request", detail, remedy);
    }

    public static Refusal notFound(String detail, String remedy) {
        return new Refusal(404, "not_found", detail, remedy);
    }

    public static Refusal denied(String detail, String remedy) {
        return new Refusal(403, "denied", detail, remedy);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** What to do; null where the code says it all, or where the message does already. */
    public String remedy() {
        return remedy;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
