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

    static final int LONGEST_RESOURCE = 512;
    private static final int LONGEST = 128;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    byte[] encode() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ts", time.toString());
        line.put("principal", principal == null ? null : cut(principal.name(), LONGEST));
        line.put("role", principal == null ? null : principal.role().name());
        line.put("door", cut(door, LONGEST));
        line.put("action", cut(action, LONGEST));
        line.put("resource", cut(resource, LONGEST_RESOURCE));
        line.put("outcome", cut(outcome, LONGEST));
        try {
            return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts cannot fail to be JSON", e);
        }
    }

    private static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
