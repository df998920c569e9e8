package dev.osprey.watchdog.check;

import dev.osprey.registry.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the module still renews its registry entry, once it has begun to; also after the entry has expired. */
final class HeartbeatCheck implements RunCheck {

    private final Supplier<Optional<Entry>> entry;
    private final Signs signs;
    private final Duration allowed;
    private Instant last;
    private long at;
    private boolean beats;

    HeartbeatCheck(Supplier<Optional<Entry>> entry, Signs signs, Duration allowed) {
        this.entry = entry;
        this.signs = signs;
        this.allowed = allowed;
    }

    @Override
    public String name() {
        return "heartbeat";
    }

    @Override
    public void begin(long now) {
        at = now;
    }

    @Override
    public Look look(long now) {
        Optional<Entry> found = entry.get();
        if (found.isPresent()) {
            see(found.get(), now);
        } else if (!signs.hasExpired()) {
            beats = false;
        }
        return beats ? Age.judge(now - at, allowed, "The last heartbeat of its registry entry was") : Look.UNKNOWN;
    }

    private void see(Entry entry, long now) {
        signs.registered();
        if (entry.ttl() == null) {
            beats = false;
            return;
        }
        if (!entry.lastHeartbeat().equals(last)) {
            last = entry.lastHeartbeat();
            at = now;
        }
        beats |= entry.lastHeartbeat().isAfter(entry.registeredAt());
    }
}
