package dev.osprey.bench.hub;

import java.util.Arrays;

/** Reads the data of events as {@link Shot#data} made them. For one thread. */
final class Payload {

    /** Every so many events all of it is compared; of the others only the number and the length, or it would be most of the work. */
    private static final int SAMPLE = 16;

    private final Tally tally;
    private final byte[] tail;
    private int events;

    Payload(Tally tally, Cell cell) {
        this.tally = tally;
        this.tail = Shot.tail(cell.bytes());
    }

    /** An event whose data begins at {@code from}, in a message that ends at {@code to}. */
    void event(byte[] b, int from, int to) {
        int at = from + Shot.MARK.length();
        int rest = at + 3 + Shot.DIGITS;
        int end = rest + tail.length;
        if (end > to
                || b[end - 1] != '}'
                || ++events % SAMPLE == 0 && !Arrays.equals(b, rest, end, tail, 0, tail.length)) {
            tally.damaged++;
            return;
        }
        tally.event((b[at] - '0') * 10 + b[at + 1] - '0', number(b, at + 3));
    }

    /** @return -1 if there is no number */
    static long number(byte[] b, int from) {
        long n = 0;
        for (int i = from; i < from + Shot.DIGITS; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            n = n * 10 + digit;
        }
        return n;
    }
}
