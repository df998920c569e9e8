package dev.osprey.kernel.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osprey.access.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line of the trail. Long texts are cut: the trail must not grow at a caller's will. */
record AuditLine(Instant time, Principal principal, String door, String action, String resource, String outcome) {

    static final String START = "audit.start";
    static final String LOST = "audit.lost";
    static final String TORN = "audit.torn";
    static final String HEAD = "audit.head";
    static final String DOOR = "kernel";

    static final int LONGEST_RESOURCE = 512;
    private static final int LONGEST = 128;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** A line of the trail about itself. */
    static AuditLine own(Instant time, String action, String resource, String outcome) {
        return new AuditLine(time, Principal.SYSTEM, DOOR, action, resource, outcome);
    }

    /** As JSON without its chain and without a line break. */
    byte[] encode(long seq) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("seq", seq);
        line.put("ts", time.toString());
        line.put("principal", principal == null ? null : cut(principal.name(), LONGEST));
        line.put("role", principal == null ? null : principal.role().name());
        line.put("door", cut(door, LONGEST));
        line.put("action", cut(action, LONGEST));
        line.put("resource", cut(resource, LONGEST_RESOURCE));
        line.put("outcome", cut(outcome, LONGEST));
        try {
            return JSON.writeValueAsString(line).getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts cannot fail to be JSON", e);
        }
    }

    private static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
