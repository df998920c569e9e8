package dev.osprey.module;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a module.
 *
 * @param step {@code scanned, starting, ready, start_failed, started, stopping, stopped, exited, failed, state_changed, backoff, completed,
 *     auto_start, waiting, removed, watchdog}
 * @param incarnation of which run, or 0
 * @param extras plain JSON values
 */
public record ModuleStep(Instant at, String step, String module, long incarnation, Map<String, Object> extras) {}
