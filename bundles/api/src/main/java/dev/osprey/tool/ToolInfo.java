package dev.osprey.tool;

import dev.osprey.access.Role;
import java.time.Duration;
import java.util.Map;

/**
 * What is known of a tool.
 *
 * @param name its name
 * @param description one sentence
 * @param input JSON Schema of the input
 * @param output JSON Schema of the output
 * @param role who may call it without a grant
 * @param timeout the longest a call may take
 * @param readOnly whether a call changes nothing
 * @param bundle symbolic name of the bundle that brings it
 */
public record ToolInfo(
        String name,
        String description,
        Map<String, Object> input,
        Map<String, Object> output,
        Role role,
        Duration timeout,
        boolean readOnly,
        String bundle) {}
