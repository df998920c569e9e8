package dev.osprey.bench.hub;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Osprey's frames: one JSON text message each. */
final class OspreyWire implements Wire {

    private static final int TEXT = 1;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final byte[] EVENT_START = ascii("{\"type\":\"event\"");
    private static final byte[] ACK_START = ascii("{\"type\":\"ack\",\"event_id\":\"");
    private static final byte[] GAP_START = ascii("{\"type\":\"gap\"");
    private static final byte[] MARK = ascii(Shot.MARK);

    private static final int UUID_LENGTH = 36;
    private static final int QUEUE = 1 << 20;

    private final String token;

    OspreyWire(String token) {
        this.token = token;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String path() {
        return "/ws";
    }

    @Override
    public List<String> headers() {
        return List.of("Authorization: Bearer " + token);
    }

    @Override
    public byte[] greeting(String subject, boolean subscriber, boolean acks) {
        // a pattern that nothing matches makes the publisher's handshake the same as the subscriber's
        String pattern = subscriber ? subject : subject + ".none";
        return Shot.masked(TEXT, ascii("{\"type\":\"subscribe\",\"events\":[\"" + pattern + "\"],\"id\":1}"));
    }

    /** A subscription that rather loses events than its connection, and is told so. */
    byte[] forgetful(String... patterns) {
        return Shot.masked(
                TEXT,
                ascii("{\"type\":\"subscribe\",\"events\":[\"" + String.join("\",\"", patterns)
                        + "\"],\"id\":1,\"policy\":\"drop-oldest\",\"max_bytes\":" + QUEUE + "}"));
    }

    @Override
    public Shot shot(String subject, int publisher, Cell cell) {
        String id = cell.acks() ? "\"event_id\":\"" + uuids() + "#".repeat(Shot.DIGITS) + "\"," : "";
        return new Shot(
                TEXT,
                "{\"type\":\"event\"," + id + "\"event\":\"" + subject + "\",\"data\":"
                        + Shot.data(publisher, cell.bytes()) + "}");
    }

    /** What UUIDs begin with that end in a number, as clients use UUIDs for the ids of events. */
    private static String uuids() {
        return UUID.randomUUID().toString().substring(0, UUID_LENGTH - Shot.DIGITS);
    }

    @Override
    public boolean alwaysAcks() {
        return true;
    }

    @Override
    public Reader reader(Tally tally, Cell cell) {
        return new Frames(tally, cell);
    }

    private static final class Frames implements Reader {

        private final Tally tally;
        private final boolean named;
        private final Payload payload;
        private int markAt = -1;
        private byte[] answer;

        Frames(Tally tally, Cell cell) {
            this.tally = tally;
            this.named = cell.acks();
            this.payload = new Payload(tally, cell);
        }

        @Override
        public byte[] answer() {
            byte[] now = answer;
            answer = null;
            return now;
        }

        @Override
        public int read(byte[] b, int from, int to) {
            int at = from;
            while (to - at >= 2) {
                int length = b[at + 1] & 0x7f;
                int start = at + 2;
                if (length == 126) {
                    if (to - at < 4) {
                        return at;
                    }
                    length = (b[at + 2] & 0xff) << 8 | b[at + 3] & 0xff;
                    start = at + 4;
                } else if (length == 127) {
                    throw new IllegalStateException("The hub sent a frame of more than 64 KiB, which nobody asked for");
                }
                if (to - start < length) {
                    return at;
                }
                if ((b[at] & 0x0f) == TEXT) {
                    message(b, start, start + length);
                } else if ((b[at] & 0x0f) == PING) {
                    answer = Shot.masked(PONG, Arrays.copyOfRange(b, start, start + length));
                } else {
                    throw new IllegalStateException(
                            "The hub closed the connection: " + new String(b, start, length, StandardCharsets.UTF_8));
                }
                at = start + length;
            }
            return at;
        }

        private void message(byte[] b, int from, int to) {
            if (b[from + 9] == 'e' && starts(b, from, to, EVENT_START)) {
                event(b, from, to);
            } else if (starts(b, from, to, GAP_START)) {
                tally.told++;
            } else if (!tally.greeted) {
                tally.greeted = true;
            } else if (named && starts(b, from, to, ACK_START)) {
                tally.ack(Payload.number(b, from + ACK_START.length + UUID_LENGTH - Shot.DIGITS));
            } else if (!named && b[from + 9] == 'a') {
                tally.ack();
            } else {
                throw new IllegalStateException(
                        "The hub refused: " + new String(b, from, to - from, StandardCharsets.UTF_8));
            }
        }

        private void event(byte[] b, int from, int to) {
            int at = from + markAt;
            if (markAt < 0 || !starts(b, at, to, MARK)) {
                at = from;
                while (at < to && !starts(b, at, to, MARK)) {
                    at++;
                }
                markAt = at - from;
            }
            payload.event(b, at, to);
        }

        private static boolean starts(byte[] b, int from, int to, byte[] with) {
            return to - from >= with.length && Arrays.equals(b, from, from + with.length, with, 0, with.length);
        }
    }
}
