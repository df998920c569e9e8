package dev.osprey.watchdog.systemd;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** systemd, if it started Osprey. Used by one thread. */
public final class Systemd {

    private final Notifier notifier;

    private Systemd(Notifier notifier) {
        this.notifier = notifier;
    }

    /**
     * Finds it.
     *
     * @param environment with {@code NOTIFY_SOCKET} and perhaps {@code WATCHDOG_USEC}
     * @param missing what Osprey still waits for; empty once it is ready
     * @param trouble what is so wrong that Osprey should be started anew, or null
     */
    public static Optional<Systemd> find(
            Map<String, String> environment, Supplier<List<String>> missing, Supplier<String> trouble) {
        return NotifySocket.of(environment.get("NOTIFY_SOCKET"))
                .map(socket -> new Systemd(new Notifier(
                        socket, micros(environment.get("WATCHDOG_USEC")), missing, trouble, System::nanoTime)));
    }

    private static long micros(String text) {
        return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }

    /** Once a second. */
    public void tick() {
        notifier.tick();
    }

    /** @param stops whether Osprey does, or only this bundle */
    public void close(boolean stops) {
        notifier.close(stops);
    }
}
