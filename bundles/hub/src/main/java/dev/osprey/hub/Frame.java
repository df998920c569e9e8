package dev.osprey.hub;

import dev.osprey.hub.json.JsonScanner;
import java.util.Arrays;

/** The fields of a client's frame: indexes into the scanner, -1 for what is not there. Reused by one thread. */
final class Frame {

    private static final byte[] TYPE = Bytes.utf8("type");
    private static final byte[] EVENT_ID = Bytes.utf8("event_id");
    private static final byte[] EVENT = Bytes.utf8("event");
    private static final byte[] SOURCE = Bytes.utf8("source");
    private static final byte[] TIMESTAMP = Bytes.utf8("timestamp");
    private static final byte[] DATA = Bytes.utf8("data");
    private static final byte[] ECHO = Bytes.utf8("echo");
    private static final byte[] SEQUENCE = Bytes.utf8("sequence");
    private static final byte[] ID = Bytes.utf8("id");
    private static final byte[] RETAIN = Bytes.utf8("retain");
    private static final byte[] EVENTS = Bytes.utf8("events");
    private static final byte[] PATTERNS = Bytes.utf8("patterns");
    private static final byte[] CORRELATION = Bytes.utf8("correlation_id");
    private static final byte[] CAUSATION = Bytes.utf8("causation_id");
    private static final byte[] TRACEPARENT = Bytes.utf8("traceparent");

    final JsonScanner json = new JsonScanner();
    byte[] bytes;
    int start;
    int type;
    int eventId;
    int event;
    int source;
    int timestamp;
    int data;
    int echo;
    int sequence;
    int id;
    int events;
    int patterns;
    int correlation;
    int causation;
    int traceparent;
    int retain;

    /** @throws dev.osprey.hub.json.JsonRefusedException if the bytes are not what {@link JsonScanner} takes */
    void parse(byte[] b, int from, int to) {
        bytes = b;
        start = from;
        type = eventId = event = source = timestamp = data = echo = sequence = id = -1;
        events = patterns = correlation = causation = traceparent = retain = -1;
        json.scan(b, from, to);
        for (int i = 0; i < json.size(); i++) {
            name(i);
        }
    }

    private void name(int i) {
        switch (json.keyTo(i) - json.keyFrom(i)) {
            case 2 -> id = json.equal(i, ID) ? i : id;
            case 4 -> {
                type = json.equal(i, TYPE) ? i : type;
                data = json.equal(i, DATA) ? i : data;
                echo = json.equal(i, ECHO) ? i : echo;
            }
            case 5 -> event = json.equal(i, EVENT) ? i : event;
            case 6 -> {
                source = json.equal(i, SOURCE) ? i : source;
                events = json.equal(i, EVENTS) ? i : events;
                retain = json.equal(i, RETAIN) ? i : retain;
            }
            case 8 -> {
                eventId = json.equal(i, EVENT_ID) ? i : eventId;
                sequence = json.equal(i, SEQUENCE) ? i : sequence;
                patterns = json.equal(i, PATTERNS) ? i : patterns;
            }
            case 9 -> timestamp = json.equal(i, TIMESTAMP) ? i : timestamp;
            default -> longName(i);
        }
    }

    private void longName(int i) {
        correlation = json.equal(i, CORRELATION) ? i : correlation;
        causation = json.equal(i, CAUSATION) ? i : causation;
        traceparent = json.equal(i, TRACEPARENT) ? i : traceparent;
    }

    boolean isString(int index) {
        return index >= 0 && json.kind(index) == '"';
    }

    boolean isNumber(int index) {
        return index >= 0 && (json.kind(index) == '-' || json.kind(index) >= '0' && json.kind(index) <= '9');
    }

    /** Whether a value is exactly these bytes. */
    boolean is(int index, byte[] value) {
        return index >= 0 && Arrays.equals(bytes, json.from(index), json.to(index), value, 0, value.length);
    }

    /** A string's value; null if it is not there or no string. */
    String text(int index) {
        return isString(index) ? JsonText.read(bytes, json.from(index), json.to(index), json.escaped(index)) : null;
    }
}
