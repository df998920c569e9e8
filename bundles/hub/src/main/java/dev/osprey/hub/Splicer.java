package dev.osprey.hub;

import dev.osprey.hub.json.JsonScanner;
import java.time.Instant;

/**
 * Makes the frame that subscribers get out of the frame that the publisher sent: the hub's source and sequence in place of whatever
 * was there, id, time and data where they were missing, and every other byte as it came.
 */
final class Splicer {

    private static final byte[] SOURCE = Bytes.utf8(",\"source\":");
    private static final byte[] SEQUENCE = Bytes.utf8(",\"sequence\":");
    private static final byte[] EVENT_ID = Bytes.utf8(",\"event_id\":");
    private static final byte[] TIMESTAMP = Bytes.utf8(",\"timestamp\":");
    private static final byte[] DATA = Bytes.utf8(",\"data\":{}");

    private long timeOf = Long.MIN_VALUE;
    private byte[] time;

    /**
     * Appends the frame to {@code out}.
     *
     * @param source the publisher as a JSON string
     * @param newId an id as a JSON string where the publisher gave none, else null
     */
    void splice(Frame frame, Bytes out, byte[] source, byte[] newId, long sequence, long now) {
        int start = WsFrames.begin(out);
        JsonScanner json = frame.json;
        byte[] b = frame.bytes;
        boolean newTime = !frame.isString(frame.timestamp) && !frame.isNumber(frame.timestamp);
        int copied = frame.start;
        for (int i = 0; i < json.size(); i++) {
            boolean replaced = i == frame.source
                    || i == frame.sequence
                    || i == frame.eventId && newId != null
                    || i == frame.timestamp && newTime;
            if (replaced) {
                out.put(b, copied, json.from(i));
                if (i == frame.sequence) {
                    out.put(sequence);
                } else {
                    out.put(i == frame.source ? source : i == frame.eventId ? newId : time(now));
                }
                copied = json.to(i);
            }
        }
        out.put(b, copied, json.objectEnd() - 1);
        if (frame.source < 0) {
            out.put(SOURCE);
            out.put(source);
        }
        if (frame.eventId < 0) {
            out.put(EVENT_ID);
            out.put(newId);
        }
        if (frame.timestamp < 0) {
            out.put(TIMESTAMP);
            out.put(time(now));
        }
        if (frame.data < 0) {
            out.put(DATA);
        }
        if (frame.sequence < 0) {
            out.put(SEQUENCE);
            out.put(sequence);
        }
        out.put('}');
        WsFrames.end(out, start);
    }

    private byte[] time(long now) {
        if (now != timeOf) {
            time = Bytes.utf8("\"" + Instant.ofEpochMilli(now) + "\"");
            timeOf = now;
        }
        return time;
    }
}
