package dev.osprey.bench.hub;

/**
 * What one connection has got, compared with what it should get: every event of every publisher once, in order. For one thread.
 */
final class Tally {

    /** Set aside to follow the handshake. */
    boolean greeted;

    long delivered;
    long acked;
    long lost;
    long doubled;
    long disordered;
    long damaged;
    /** Events of which the server said itself that it did not deliver them. */
    long told;

    private final long[] next;
    private final long[] latest;
    private long nextAck;
    private Arrival arrival = (publisher, n) -> {};

    /** Told of each event. */
    interface Arrival {
        void of(int publisher, long n);
    }

    Tally(int publishers) {
        this.next = new long[publishers];
        this.latest = new long[publishers];
    }

    void onArrival(Arrival listener) {
        arrival = listener;
    }

    void event(int publisher, long n) {
        if (publisher >= next.length || n < 0) {
            damaged++;
            return;
        }
        if (n == next[publisher]) {
            next[publisher]++;
        } else if (n > next[publisher]) {
            // a hole; should one of it still come, it counts as disordered and no longer as lost
            lost += n - next[publisher];
            next[publisher] = n + 1;
        } else if (n == latest[publisher]) {
            doubled++;
            return;
        } else {
            disordered++;
            lost = Math.max(0, lost - 1);
        }
        latest[publisher] = n;
        delivered++;
        arrival.of(publisher, n);
    }

    /** An acknowledgement that names the event. */
    void ack(long n) {
        if (n == nextAck) {
            nextAck++;
            acked++;
        } else {
            damaged++;
        }
    }

    /** An acknowledgement that names none that we know. */
    void ack() {
        acked++;
    }

    /** How far it has got with a publisher. */
    long reached(int publisher) {
        return next[publisher];
    }

    long faults() {
        return lost + doubled + disordered + damaged;
    }
}
