package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether the clock can be right. */
final class ClockCheck implements Check {

    private static final String NAME = "host.clock";
    private static final String REMEDY =
            "timedatectl status says whether it is kept right; sudo timedatectl set-ntp true";
    private static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final Host host;
    private final Clock clock;

    ClockCheck(Host host, Clock clock) {
        this.host = host;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        Instant now = clock.instant();
        if (now.isBefore(EARLIEST) || now.isAfter(LATEST)) {
            return Found.fail(NAME, "The clock says " + now + ", which cannot be", REMEDY);
        }
        Instant last = lastWrite();
        if (last.isAfter(now.plus(Duration.ofMinutes(5)))) {
            return Found.warn(
                    NAME, "The clock says " + now + ", but Osprey wrote at " + last + ": it was set back", REMEDY);
        }
        return Found.ok(NAME, "The clock says " + now);
    }

    private Instant lastWrite() {
        Path trail = host.home().resolve("logs").resolve("audit.jsonl");
        try {
            return Files.exists(trail) ? Files.getLastModifiedTime(trail).toInstant() : Instant.EPOCH;
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
