package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Appends what the hub itself says to a connection. */
final class Replies {

    private static final byte[] ACK_EVENT = Bytes.utf8("{\"type\":\"ack\",\"event_id\":");
    private static final byte[] ACK = Bytes.utf8("{\"type\":\"ack\",\"id\":");
    private static final byte[] PONG = Bytes.utf8("{\"type\":\"pong\"}");

    private Replies() {}

    /** The id as it came, quotes included. */
    static void ackEvent(Bytes out, byte[] b, int from, int to) {
        raw(out, ACK_EVENT, b, from, to);
    }

    /** The id of a request as it came. */
    static void ack(Bytes out, Frame frame) {
        raw(out, ACK, frame.bytes, frame.json.from(frame.id), frame.json.to(frame.id));
    }

    /** The id of a request, parsed. */
    static void ack(Bytes out, JsonNode id) {
        byte[] json = Bytes.utf8(id.toString());
        raw(out, ACK, json, 0, json.length);
    }

    private static void raw(Bytes out, byte[] head, byte[] b, int from, int to) {
        WsFrames.header(out, WsFrames.TEXT, head.length + to - from + 1);
        out.put(head);
        out.put(b, from, to);
        out.put('}');
    }

    static void pong(Bytes out) {
        WsFrames.frame(out, WsFrames.TEXT, PONG);
    }

    /** @param about members to add, such as {@code event_id}; values may be null */
    static void error(Bytes out, Refusal refusal, Map<String, ?> about) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", "error");
        error.put("code", refusal.code());
        error.put("message", refusal.message());
        error.put("remedy", refusal.remedy());
        about.forEach((key, value) -> {
            if (value != null) {
                error.put(key, value);
            }
        });
        WsFrames.frame(out, WsFrames.TEXT, JsonText.write(error));
    }
}
