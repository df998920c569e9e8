package dev.osprey.watchdog.check;

import java.time.Duration;

/** Whether the module still says {@code module.alive}: by its manifest, or once it has begun to. */
final class AliveCheck implements RunCheck {

    private final Signs signs;
    private final Duration fixed;
    private final Duration usual;
    private long seen;
    private long at;
    private boolean heard;

    /** @param fixed from the manifest, or null */
    AliveCheck(Signs signs, Duration fixed, Duration usual) {
        this.signs = signs;
        this.fixed = fixed;
        this.usual = usual;
        this.seen = signs.pings();
    }

    @Override
    public String name() {
        return "alive";
    }

    @Override
    public void begin(long now) {
        at = now;
    }

    @Override
    public Look look(long now) {
        long pings = signs.pings();
        if (pings != seen) {
            seen = pings;
            at = now;
            heard = true;
        }
        if (!heard && fixed == null) {
            return Look.UNKNOWN;
        }
        Look look = Age.judge(
                now - at,
                allowed(),
                heard ? "It last said module.alive" : "It should say module.alive, and became ready");
        return heard || !look.is(Look.Level.GOOD) ? look : Look.UNKNOWN;
    }

    private Duration allowed() {
        if (fixed != null) {
            return fixed;
        }
        Duration own = signs.within();
        return own == null ? usual : own;
    }
}
