package dev.osprey.tool;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** One quick tool for one caller; see {@link Tools#quick}. Thread-safe. */
@ProviderType
public interface QuickTool {

    /** False once the tool has gone or another has its name; then ask for a new one. */
    boolean current();

    /**
     * Calls it; whether the caller may is asked each time, from a cache.
     *
     * @throws ToolException with the codes of {@link Tools#call}
     */
    Object call(Map<String, Object> input);
}
