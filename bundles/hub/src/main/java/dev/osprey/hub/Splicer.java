package dev.osprey.hub;

import dev.osprey.hub.json.JsonScanner;
import java.time.Instant;

/**
 * Makes the frame that subscribers get out of the frame that the publisher sent: the hub's source in place of whatever was there,
 * id, time and data where they were missing, every other byte as it came, and at the end room for the number, which is known only
 * when the event is published.
 */
final class Splicer {

    private static final byte[] SOURCE = Bytes.utf8(",\"source\":");
    private static final byte[] EVENT_ID = Bytes.utf8(",\"event_id\":");
    private static final byte[] TIMESTAMP = Bytes.utf8(",\"timestamp\":");
    private static final byte[] DATA = Bytes.utf8(",\"data\":{}");
    private static final byte[] END = Bytes.utf8(",\"sequence\":0000000000000000}");

    /** Numbers have so many digits. */
    private static final int DIGITS = 16;

    private long timeOf = Long.MIN_VALUE;
    private byte[] time;

    /**
     * Appends the frame to {@code out}.
     *
     * @param source the publisher as a JSON string
     * @param newId an id as a JSON string where the publisher gave none, else null
     */
    void splice(Frame frame, Bytes out, byte[] source, byte[] newId, long now) {
        int start = WsFrames.begin(out);
        JsonScanner json = frame.json;
        byte[] b = frame.bytes;
        boolean newTime = !frame.isString(frame.timestamp) && !frame.isNumber(frame.timestamp);
        int copied = frame.start;
        for (int i = 0; i < json.size(); i++) {
            if (i == frame.sequence || i == frame.subscription) {
                copied = without(json, b, i, copied, out);
            } else if (i == frame.source || i == frame.eventId && newId != null || i == frame.timestamp && newTime) {
                out.put(b, copied, json.from(i));
                out.put(i == frame.source ? source : i == frame.eventId ? newId : time(now));
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
        out.put(END);
        WsFrames.end(out, start);
    }

    /** Leaves a member out, with one of the commas beside it. There is always another that stays: every frame has a type. */
    private static int without(JsonScanner json, byte[] b, int i, int copied, Bytes out) {
        if (i > 0 && copied <= json.to(i - 1)) {
            out.put(b, copied, json.to(i - 1));
            return json.to(i);
        }
        if (i == 0) {
            out.put('{');
        }
        return json.keyFrom(i + 1) - 1;
    }

    /** Writes the numbers into the frames {@code [from, to)}: {@code number}, {@code number + 1}, … */
    static void number(byte[] frames, int from, int to, long number) {
        long next = number;
        int last = -1;
        for (int at = from; at < to; next++) {
            at = (int) (WsFrames.payload(frames, at) >> 32);
            int end = at - 1;
            if (last < 0) {
                write(frames, end, next);
            } else {
                System.arraycopy(frames, last - DIGITS, frames, end - DIGITS, DIGITS);
                increment(frames, end - 1);
            }
            last = end;
        }
    }

    private static void write(byte[] frames, int end, long number) {
        long rest = number;
        for (int i = end - 1; i >= end - DIGITS; i--) {
            frames[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static void increment(byte[] frames, int lastDigit) {
        int i = lastDigit;
        while (frames[i] == '9') {
            frames[i--] = '0';
        }
        frames[i]++;
    }

    private byte[] time(long now) {
        if (now != timeOf) {
            time = Bytes.utf8("\"" + Instant.ofEpochMilli(now) + "\"");
            timeOf = now;
        }
        return time;
    }
}
