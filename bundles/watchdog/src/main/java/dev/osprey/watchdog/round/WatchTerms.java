package dev.osprey.watchdog.round;

import dev.osprey.module.WatchSpec;
import dev.osprey.watchdog.course.Terms;
import java.time.Duration;
import java.time.Instant;

/**
 * What is configured for all modules.
 *
 * @param acts whether anything is restarted at all
 * @param restarts how many of all modules within {@code window}
 * @param often how often to note down what a module uses that is looked at for it, or is not well
 * @param seldom and one that is not
 */
public record WatchTerms(boolean acts, int restarts, Duration window, Duration often, Duration seldom) {

    Terms of(WatchSpec spec, boolean wanted) {
        return new Terms(
                acts && wanted && spec.restarts() > 0,
                spec.restarts(),
                spec.window().toNanos(),
                restarts,
                window.toNanos());
    }

    Duration sample(boolean closely) {
        return closely ? often : seldom;
    }

    /** Turns times of the watchdog's clock into dates. */
    record Dates(Instant wall, long now) {

        Instant at(long nanos) {
            return wall.plusNanos(nanos - now);
        }
    }
}
