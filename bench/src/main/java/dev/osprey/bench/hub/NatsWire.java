package dev.osprey.bench.hub;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** NATS over WebSocket: its text protocol as a stream of bytes in binary messages, one PUB in a message of the client. */
final class NatsWire implements Wire {

    private static final int BINARY = 2;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public List<String> headers() {
        return List.of();
    }

    @Override
    public byte[] greeting(String subject, boolean subscriber, boolean acks) {
        String text = "CONNECT {\"verbose\":" + (acks && !subscriber) + ",\"pedantic\":false,\"protocol\":1}\r\n"
                + (subscriber ? "SUB " + subject + " 1\r\n" : "") + "PING\r\n";
        return Shot.masked(BINARY, ascii(text));
    }

    @Override
    public Shot shot(String subject, int publisher, Cell cell) {
        return new Shot(
                BINARY, "PUB " + subject + " " + cell.bytes() + "\r\n" + Shot.data(publisher, cell.bytes()) + "\r\n");
    }

    @Override
    public boolean alwaysAcks() {
        return false;
    }

    @Override
    public Reader reader(Tally tally, Cell cell) {
        return new Stream(tally, cell);
    }

    private static final class Stream implements Reader {

        private final Tally tally;
        private final Payload payload;
        private byte[] stream = new byte[1 << 12];
        private int filled;
        private long leftInFrame;
        private byte[] answer;
        // Length of the last MSG line: all of a run are alike.
        private int line;
        private int size;

        Stream(Tally tally, Cell cell) {
            this.tally = tally;
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
            while (at < to) {
                if (leftInFrame == 0) {
                    int header = header(b, at, to);
                    if (header == 0) {
                        break;
                    }
                    at += header;
                }
                int part = (int) Math.min(leftInFrame, to - at);
                append(b, at, part);
                at += part;
                leftInFrame -= part;
            }
            int done = commands();
            System.arraycopy(stream, done, stream, 0, filled - done);
            filled -= done;
            return at;
        }

        /** @return its length, or 0 if it is not all there */
        private int header(byte[] b, int at, int to) {
            if (to - at < 2) {
                return 0;
            }
            int opcode = b[at] & 0x0f;
            if (opcode > BINARY) {
                throw new IllegalStateException("nats-server sent the control frame " + opcode);
            }
            int length = b[at + 1] & 0x7f;
            int bytes = length == 126 ? 2 : length == 127 ? 8 : 0;
            if (to - at < 2 + bytes) {
                return 0;
            }
            long value = bytes == 0 ? length : 0;
            for (int i = 0; i < bytes; i++) {
                value = value << 8 | b[at + 2 + i] & 0xff;
            }
            leftInFrame = value;
            return 2 + bytes;
        }

        private void append(byte[] b, int from, int length) {
            if (filled + length > stream.length) {
                stream = java.util.Arrays.copyOf(stream, Math.max(stream.length * 2, filled + length));
            }
            System.arraycopy(b, from, stream, filled, length);
            filled += length;
        }

        private int commands() {
            int at = 0;
            while (true) {
                int end = end(at);
                if (end < 0) {
                    return at;
                }
                if (stream[at] == 'M') {
                    if (filled < end + size + 2) {
                        return at;
                    }
                    payload.event(stream, end, end + size);
                    at = end + size + 2;
                } else {
                    say(at, end);
                    at = end;
                }
            }
        }

        /** Where the line ends that begins here, or -1; of a MSG line also how long its payload is. */
        private int end(int at) {
            if (line > 0 && filled - at >= line && stream[at] == 'M' && stream[at + line - 1] == '\n') {
                return at + line;
            }
            for (int i = at; i < filled; i++) {
                if (stream[i] == '\n') {
                    if (stream[at] == 'M') {
                        line = i + 1 - at;
                        String text = new String(stream, at, line - 2, StandardCharsets.US_ASCII);
                        size = Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
                    }
                    return i + 1;
                }
            }
            return -1;
        }

        private void say(int at, int end) {
            switch (stream[at]) {
                case '+' -> okay();
                case 'P' -> {
                    if (stream[at + 1] == 'I') {
                        answer = Shot.masked(BINARY, ascii("PONG\r\n"));
                    } else {
                        tally.greeted = true;
                    }
                }
                case 'I' -> line = 0;
                default ->
                    throw new IllegalStateException(
                            "nats-server said: " + new String(stream, at, end - at, StandardCharsets.US_ASCII));
            }
        }

        private void okay() {
            // CONNECT is confirmed as well, before the PONG
            if (tally.greeted) {
                tally.ack();
            }
        }
    }
}
