package dev.osprey.tool;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A named operation, as a whiteboard service: register it with {@link ToolDefinition} and it is callable through every door at
 * once; unregister it and it is gone. Must be thread-safe.
 */
@ConsumerType
@FunctionalInterface
public interface Tool {

    /**
     * Does the work. The input has passed the tool's JSON Schema and the caller has passed the access check.
     *
     * @param input the arguments: Map, List, String, Number, Boolean, null
     * @param call the caller, the deadline, cancellation, and chunks on the way
     * @return the result in the same terms
     * @throws ToolException for an expected failure; anything else becomes {@code internal} without detail for the caller
     */
    Object call(Map<String, Object> input, ToolCall call);
}
