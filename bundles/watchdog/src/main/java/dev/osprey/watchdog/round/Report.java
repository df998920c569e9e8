package dev.osprey.watchdog.round;

import java.util.List;

/**
 * A round over all modules.
 *
 * @param standings by name
 * @param namesake whether somebody wants a module called {@code watchdog} to run
 */
public record Report(List<Standing> standings, boolean namesake) {

    static final Report NONE = new Report(List.of(), false);
}
