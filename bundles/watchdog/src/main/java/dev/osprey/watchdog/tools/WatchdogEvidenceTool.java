package dev.osprey.watchdog.tools;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Verdict;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what was collected of a module before something was done about it. It holds lines of its log, and so needs the right to read that. */
@Component
@ToolDefinition(
        name = "watchdog.evidence",
        description =
                "Shows what was collected of a module that was not well: usage, threads, files, last lines, answer, stacks;"
                        + " without an id the ids that there are, newest first.",
        role = "viewer",
        readOnly = true,
        input = "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
                + "\"id\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":200}}}",
        output = "{\"type\":\"object\"}")
public final class WatchdogEvidenceTool implements Tool {

    private final ModuleWatch watch;
    private final AccessControl access;

    @Activate
    public WatchdogEvidenceTool(@Reference ModuleWatch watch, @Reference AccessControl access) {
        this.watch = watch;
        this.access = access;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String id = (String) input.get("id");
        if (id == null) {
            List<String> ids = watch.evidence();
            return Map.of("items", ids);
        }
        Map<String, Object> evidence = watch.evidence(id)
                .orElseThrow(() -> new ToolException(
                        ToolException.NOT_FOUND,
                        "There is no evidence " + id,
                        "watchdog.evidence without an id shows those that are kept."));
        check(call.principal(), evidence);
        return evidence;
    }

    private void check(Principal principal, Map<String, Object> evidence) {
        String module = String.valueOf(evidence.get("module_id"));
        Verdict verdict = access.verdict(principal, Permission.MODULE_LOG, module);
        if (!verdict.allowed()) {
            throw new ToolException(ToolException.DENIED, verdict.reason(), verdict.remedy());
        }
    }
}
