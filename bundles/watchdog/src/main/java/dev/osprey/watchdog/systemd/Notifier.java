package dev.osprey.watchdog.systemd;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd where Osprey stands: that it starts, that it is ready, that it is alive for as long as it is well, and that it stops. It owns no
 * thread; its tick is called once a second. Used by one thread.
 */
final class Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final long MICROSECOND = 1_000;
    private static final int LONGEST_STATUS = 200;

    private final NotifySocket socket;
    private final long every;
    private final Supplier<List<String>> missing;
    private final Supplier<String> trouble;
    private final LongSupplier nanoTime;
    private boolean ready;
    private boolean pinged;
    private long pingedAt;
    private String status = "";

    /**
     * @param watchdogMicros what {@code WATCHDOG_USEC} says, or 0
     * @param missing what Osprey still waits for; empty once it is ready
     * @param trouble what is so wrong that Osprey should be started anew, or null
     */
    Notifier(
            NotifySocket socket,
            long watchdogMicros,
            Supplier<List<String>> missing,
            Supplier<String> trouble,
            LongSupplier nanoTime) {
        this.socket = socket;
        this.every = watchdogMicros * MICROSECOND / 2;
        this.missing = missing;
        this.trouble = trouble;
        this.nanoTime = nanoTime;
        if (watchdogMicros > 0) {
            // An earlier one of this bundle may have switched it off.
            socket.send("WATCHDOG_USEC=" + watchdogMicros + "\nWATCHDOG=1");
        }
    }

    void tick() {
        String wrong = trouble.get();
        if (!ready) {
            List<String> left = missing.get();
            ready = left.isEmpty();
            say(ready ? "READY=1\n" : "", ready ? "Ready" : "Starting: " + left.get(0));
        } else if (wrong != null) {
            say("", "Not well: " + wrong);
        } else {
            say("", "Ready");
        }
        ping(wrong);
    }

    private void say(String before, String now) {
        String line = now.replace('\n', ' ');
        line = line.length() > LONGEST_STATUS ? line.substring(0, LONGEST_STATUS) : line;
        if (!before.isEmpty() || !line.equals(status)) {
            status = line;
            socket.send(before + "STATUS=" + line);
        }
    }

    private void ping(String wrong) {
        long now = nanoTime.getAsLong();
        // A little before the half of the time, as a tick takes a second.
        boolean due = !pinged || now - pingedAt >= every - 1_000_000_000L;
        if (every <= 0 || !due) {
            return;
        }
        if (wrong == null) {
            pinged = true;
            pingedAt = now;
            socket.send("WATCHDOG=1");
        } else if (pinged) {
            pinged = false;
            LOG.error("systemd is not told that Osprey is alive, so that it starts Osprey anew: {}", wrong);
        }
    }

    /** @param stops whether Osprey does, or only this bundle, without which nobody could say that it is alive */
    void close(boolean stops) {
        if (stops) {
            socket.send("STOPPING=1\nSTATUS=Stopping");
        } else if (every > 0) {
            socket.send("WATCHDOG_USEC=0");
        }
    }
}
