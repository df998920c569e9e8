package dev.osprey.tool;

import dev.osprey.access.Principal;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tool table: what every door calls. A call passes, in this order: does the tool exist, may the principal call it, does the
 * input fit its schema, is there room for one more call; and leaves one audit line. Thread-safe.
 *
 * <p>Events: {@code tool.added}, {@code tool.removed}, each with {@code name} and {@code bundle}.
 */
@ProviderType
public interface Tools {

    /** All tools by name. */
    List<ToolInfo> list();

    /** One tool. */
    Optional<ToolInfo> find(String name);

    /**
     * Calls a tool on a worker thread.
     *
     * @throws ToolException at once for {@code not_found}, {@code denied}, {@code invalid_input} and {@code busy}
     */
    ToolInvocation call(ToolRequest request, ToolObserver observer);

    /**
     * A way to call a {@linkplain ToolDefinition#quick() quick} tool, on the caller's thread, without a limit of time and with one audit line a
     * minute that counts. Keep it: it is made for many calls. Empty if there is no such tool, or it is not quick.
     *
     * @param door names the door in the audit
     */
    default Optional<QuickTool> quick(String name, Principal principal, String door) {
        return Optional.empty();
    }

    /** Calls a tool and looks at the result only. */
    default ToolInvocation call(ToolRequest request) {
        return call(request, ToolObserver.NONE);
    }
}
