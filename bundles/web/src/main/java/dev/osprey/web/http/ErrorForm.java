package dev.osprey.web.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a door words its errors. */
public enum ErrorForm {
    /** Kite's: {@code {"detail": "..."}}. */
    DETAIL("application/json") {
        @Override
        public Map<String, Object> body(Refusal refusal) {
            String remedy = refusal.remedy();
            return Map.of("detail", remedy == null ? refusal.getMessage() : refusal.getMessage() + "; " + remedy);
        }
    },
    /** RFC 9457, always with a code and a remedy. */
    PROBLEM("application/problem+json") {
        @Override
        public Map<String, Object> body(Refusal refusal) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", "urn:osprey:problem:" + refusal.code());
            body.put("title", title(refusal.code()));
            body.put("status", refusal.status());
            body.put("detail", refusal.getMessage());
            body.put("code", refusal.code());
            body.put("remedy", refusal.remedy() == null ? Codes.remedy(refusal.code()) : refusal.remedy());
            return body;
        }
    };

    private final String contentType;

    ErrorForm(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** The body for a refusal. */
    public abstract Map<String, Object> body(Refusal refusal);

    private static String title(String code) {
        String words = code.replace('_', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
