package dev.osprey.hub;

import dev.osprey.hub.json.JsonScanner;
import java.util.Arrays;

/** The fields of a client's frame: indexes into the scanner, -1 for what is not there. Reused by one thread. */
final class Frame {

    private static final long TYPE = JsonScanner.word("type");
    private static final long EVENT_ID = JsonScanner.word("event_id");
    private static final long EVENT = JsonScanner.word("event");
    private static final long SOURCE = JsonScanner.word("source");
    private static final long DATA = JsonScanner.word("data");
    private static final long ECHO = JsonScanner.word("echo");
    private static final long SEQUENCE = JsonScanner.word("sequence");
    private static final long ID = JsonScanner.word("id");
    private static final long EVENTS = JsonScanner.word("events");
    private static final long PATTERNS = JsonScanner.word("patterns");
    private static final byte[] TIMESTAMP = Bytes.utf8("timestamp");
    private static final long RETAIN = JsonScanner.word("retain");
    private static final byte[] CORRELATION = Bytes.utf8("correlation_id");
    private static final byte[] CAUSATION = Bytes.utf8("causation_id");
    private static final byte[] TRACEPARENT = Bytes.utf8("traceparent");
    private static final byte[] SUBSCRIPTION = Bytes.utf8("subscription");

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
    int subscription;
    int retain;

    /** @throws dev.osprey.hub.json.JsonRefusedException if the bytes are not what {@link JsonScanner} takes */
    void parse(byte[] b, int from, int to) {
        bytes = b;
        start = from;
        type = eventId = event = source = timestamp = data = echo = sequence = id = -1;
        events = patterns = correlation = causation = traceparent = retain = subscription = -1;
        json.scan(b, from, to);
        for (int i = 0; i < json.size(); i++) {
            name(i);
        }
    }

    private void name(int i) {
        if (json.keyTo(i) - json.keyFrom(i) > 8) {
            longName(i);
            return;
        }
        long word = json.word(i);
        if (word == TYPE) {
            type = i;
        } else if (word == EVENT) {
            event = i;
        } else if (word == EVENT_ID) {
            eventId = i;
        } else if (word == DATA) {
            data = i;
        } else if (word == SOURCE) {
            source = i;
        } else if (word == ECHO) {
            echo = i;
        } else if (word == SEQUENCE) {
            sequence = i;
        } else if (word == ID) {
            id = i;
        } else if (word == EVENTS) {
            events = i;
        } else if (word == PATTERNS) {
            patterns = i;
        } else if (word == RETAIN) {
            retain = i;
        }
    }

    private void longName(int i) {
        if (json.equal(i, TIMESTAMP)) {
            timestamp = i;
        } else if (json.equal(i, CORRELATION)) {
            correlation = i;
        } else if (json.equal(i, CAUSATION)) {
            causation = i;
        } else if (json.equal(i, TRACEPARENT)) {
            traceparent = i;
        } else if (json.equal(i, SUBSCRIPTION)) {
            subscription = i;
        }
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
