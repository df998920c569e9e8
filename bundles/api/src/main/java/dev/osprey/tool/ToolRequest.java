package dev.osprey.tool;

import dev.osprey.access.Principal;
import java.time.Duration;
import java.util.Map;

/**
 * A call, as the caller makes it.
 *
 * @param principal who calls
 * @param door through what, for the audit trail: {@code rest}, {@code shell}
 * @param tool the name
 * @param input the arguments
 * @param timeout how long to wait at most, or null for the tool's own limit; never longer than that
 */
public record ToolRequest(Principal principal, String door, String tool, Map<String, Object> input, Duration timeout) {}
