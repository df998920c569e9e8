package dev.osprey.hub;

/** How many events a second a connection sends and gets, over about the last five seconds. Any thread may read. */
final class Rates {

    private static final double SECONDS = 5;

    private long last;
    private long lastIn;
    private long lastOut;
    private volatile double in;
    private volatile double out;

    /** The regular look; the counts are since the connection began. On the event loop. */
    void look(long now, long totalIn, long totalOut) {
        if (last != 0) {
            double seconds = (now - last) / 1e9;
            double weight = 1 - Math.exp(-seconds / SECONDS);
            in += weight * ((totalIn - lastIn) / seconds - in);
            out += weight * ((totalOut - lastOut) / seconds - out);
        }
        last = now;
        lastIn = totalIn;
        lastOut = totalOut;
    }

    double in() {
        return Math.round(in * 10) / 10.0;
    }

    double out() {
        return Math.round(out * 10) / 10.0;
    }
}
