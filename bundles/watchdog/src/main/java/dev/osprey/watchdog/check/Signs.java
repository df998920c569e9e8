package dev.osprey.watchdog.check;

import java.time.Duration;

/** What events told of a module. Thread-safe. */
public final class Signs {

    private volatile long pings;
    private volatile Duration within;
    private volatile boolean expired;

    /** It said that it is alive, and perhaps how soon it will say so again. Called by one thread. */
    public void alive(Duration next) {
        within = next;
        pings = pings + 1;
    }

    /** Its registry entry ended for want of a heartbeat. */
    public void expired() {
        expired = true;
    }

    void registered() {
        expired = false;
    }

    long pings() {
        return pings;
    }

    Duration within() {
        return within;
    }

    boolean hasExpired() {
        return expired;
    }
}
