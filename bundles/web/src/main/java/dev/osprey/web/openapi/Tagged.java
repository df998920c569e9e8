package dev.osprey.web.openapi;

import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** JSON with an entity tag, so that who has it already gets 304. */
record Tagged(byte[] json, String tag) {

    static Tagged of(Map<String, Object> document) {
        byte[] json = Json.write(document);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
            return new Tagged(json, "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256, which every JDK must have", e);
        }
    }

    void serve(Exchange exchange) throws IOException {
        var response = exchange.response();
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Vary", "Authorization");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("ETag", tag);
        String known = exchange.request().getHeader("If-None-Match");
        if (known != null && (known.contains(tag) || known.strip().equals("*"))) {
            response.setStatus(304);
            return;
        }
        response.setContentType("application/json");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
