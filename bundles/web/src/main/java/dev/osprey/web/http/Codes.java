package dev.osprey.web.http;

import java.util.Map;

/** The stable words for what went wrong, and what to do where nobody said it better. */
public final class Codes {

    private static final Map<Integer, String> BY_STATUS = Map.ofEntries(
            Map.entry(400, "bad_request"),
            Map.entry(401, "unauthenticated"),
            Map.entry(403, "denied"),
            Map.entry(404, "not_found"),
            Map.entry(405, "method_not_allowed"),
            Map.entry(409, "conflict"),
            Map.entry(408, "timeout"),
            Map.entry(413, "too_large"),
            Map.entry(414, "too_large"),
            Map.entry(415, "unsupported_media_type"),
            Map.entry(421, "wrong_host"),
            Map.entry(429, "busy"),
            Map.entry(431, "too_large"),
            Map.entry(501, "not_implemented"),
            Map.entry(503, "unavailable"),
            Map.entry(504, "timeout"),
            Map.entry(505, "unsupported_version"));

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("bad_request", "compare the request with GET /api/openapi.json"),
            Map.entry("unauthenticated", "send the header Authorization: Bearer TOKEN"),
            Map.entry("denied", "ask an administrator for the permission"),
            Map.entry("not_found", "look at the list of what there is; GET /api/openapi.json lists the paths"),
            Map.entry("method_not_allowed", "GET /api/openapi.json lists the methods of each path"),
            Map.entry("invalid_input", "GET /api/v1/tools/NAME shows the schema of a tool's input"),
            Map.entry("too_large", "send less"),
            Map.entry("busy", "try again in a moment"),
            Map.entry("timeout", "ask for less at a time, or allow more time"),
            Map.entry("cancelled", "look at what was done before it ended, then ask again if it is still wanted"),
            Map.entry("conflict", "look at the present state first"),
            Map.entry("unavailable", "try again in a moment; GET /health/ready says what is missing"),
            Map.entry("unsupported_version", "speak HTTP/1.1"),
            Map.entry("internal", "look into the log of the server"));

    private Codes() {}

    /** The word for a status that came without one. */
    public static String of(int status) {
        return BY_STATUS.getOrDefault(status, status < 500 ? "refused" : "internal");
    }

    /** What to do about a code in general. */
    public static String remedy(String code) {
        return REMEDIES.getOrDefault(
                code, "look into the log of the server, or into the documentation of what was called");
    }
}
