package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.event.Gap;
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

    /** Where the id begins in an acknowledgement of an event. */
    static int ackHead() {
        return ACK_EVENT.length;
    }

    /** Acknowledges a request if it has an id to be known by. */
    static void acknowledge(Bytes out, JsonNode request) {
        JsonNode id = request.get("id");
        if (id != null && (id.isTextual() || id.isNumber()) && Bytes.utf8(id.toString()).length <= Publishing.MAX_ID) {
            ack(out, id);
        }
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

    /** The frame that tells where kept events have ended and live ones begin. */
    static byte[] synced(String subscription, long sequence) {
        return about(subscription, "{\"type\":\"synced\"", ",\"sequence\":" + sequence + "}");
    }

    /** The frame that tells of events that a stream no longer keeps. */
    static byte[] expired(String subscription, Gap gap) {
        return about(
                subscription,
                "{\"type\":\"gap\"",
                ",\"reason\":\"expired\",\"first\":" + gap.first() + ",\"last\":" + gap.last() + "}");
    }

    /** The frame that tells a slow client what it has lost: how many, between which places of the subscription's count. */
    static byte[] overflow(String subscription, long count, long first, long last) {
        return about(
                subscription,
                "{\"type\":\"gap\"",
                ",\"reason\":\"overflow\",\"count\":" + count + ",\"first\":" + first + ",\"last\":" + last + "}");
    }

    private static byte[] about(String subscription, String head, String tail) {
        Bytes text = new Bytes(160);
        text.put(Bytes.utf8(head));
        if (subscription != null) {
            text.put(Bytes.utf8(",\"subscription\":"));
            text.put(JsonText.quote(subscription));
        }
        text.put(Bytes.utf8(tail));
        Bytes out = new Bytes(text.length + WsFrames.HEADER);
        WsFrames.frame(out, WsFrames.TEXT, text.copy());
        return out.copy();
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
