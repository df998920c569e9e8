package dev.osprey.watchdog.round;

import dev.osprey.watchdog.check.Reading;
import dev.osprey.watchdog.course.Stage;
import java.time.Instant;
import java.util.List;

/**
 * How a module stands with the watchdog at one moment.
 *
 * @param watched whether it is looked at just now
 * @param note why not, or null
 * @param check what is not well, or null
 * @param reason why, or null
 * @param since since when, or null
 * @param restarts how often it was restarted since it was last well
 * @param until when it is tried again after it was given up; null if it was not, or never
 * @param evidence id of the newest evidence, or null
 */
public record Standing(
        String name,
        long incarnation,
        Stage stage,
        boolean watched,
        String note,
        String check,
        String reason,
        Instant since,
        int restarts,
        Instant until,
        String evidence,
        List<Reading> readings) {

    public boolean well() {
        return stage == Stage.OK || stage == Stage.SUSPECT;
    }
}
