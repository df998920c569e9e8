package dev.osprey.kernel.audit;

import dev.osprey.access.AccessControl;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks the chain of the whole trail. */
@Component
@ToolDefinition(
        name = "access.audit.verify",
        description =
                "Checks that no line of the audit trail was altered, inserted, moved or removed, in all its files.",
        output =
                """
                {"type":"object","required":["ok","files","lines","first_seq","last_seq","problems"],"properties":{
                "ok":{"type":"boolean"},"files":{"type":"integer"},"lines":{"type":"integer"},
                "first_seq":{"type":"integer"},"last_seq":{"type":"integer"},
                "unchained":{"type":"integer","description":"lines of an older version at the beginning"},
                "torn":{"type":"integer","description":"lines that a kill or a full disk cut, and that say so"},
                "problems":{"type":"array","items":{"type":"object","properties":{
                "file":{"type":"string"},"line":{"type":"integer"},"what":{"type":"string"},"remedy":{"type":"string"}}}},
                "problems_left_out":{"type":"integer"}}}""",
        role = "admin",
        timeout = 120,
        readOnly = true)
public final class AuditVerifyTool implements Tool {

    private final AccessControl access;
    private final JsonlAuditLog log;

    @Activate
    public AuditVerifyTool(@Reference AccessControl access, @Reference JsonlAuditLog log) {
        this.access = access;
        this.log = log;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        AuditTools.admit(access, call);
        try (Trail.Snapshot trail = log.snapshot()) {
            return show(TrailVerifier.verify(trail, log.key(), call::cancelled));
        } catch (IOException e) {
            throw AuditTools.unreadable(e);
        } catch (CancellationException e) {
            throw new ToolException(ToolException.CANCELLED, "The check was cancelled", "Call it again.", e);
        }
    }

    private static Map<String, Object> show(Verification found) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ok", found.ok());
        result.put("files", found.files);
        result.put("lines", found.lines);
        result.put("first_seq", found.firstSeq);
        result.put("last_seq", found.lastSeq);
        result.put("unchained", found.unchained);
        result.put("torn", found.torn);
        result.put(
                "problems", found.problems().stream().map(AuditVerifyTool::show).toList());
        result.put("problems_left_out", found.leftOut());
        return result;
    }

    private static Map<String, Object> show(Verification.Problem problem) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("file", problem.file());
        shown.put("line", problem.line());
        shown.put("what", problem.what());
        shown.put("remedy", problem.remedy());
        return shown;
    }
}
