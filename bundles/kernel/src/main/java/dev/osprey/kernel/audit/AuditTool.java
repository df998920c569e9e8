package dev.osprey.kernel.audit;

import dev.osprey.access.AccessControl;
import dev.osprey.kernel.glob.Glob;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the newest lines of the trail. */
@Component
@ToolDefinition(
        name = "access.audit",
        description = "Shows the newest lines of the audit trail, newest last: who did what through which door.",
        input =
                """
                {"type":"object","additionalProperties":false,"properties":{
                "limit":{"type":"integer","minimum":1,"maximum":1000,"default":50},
                "principal":{"type":"string","maxLength":128,"description":"glob of names"},
                "action":{"type":"string","maxLength":128,"description":"glob, such as tool.*"},
                "outcome":{"type":"string","maxLength":128,"description":"glob: ok, denied, or an error code"},
                "since":{"type":"string","maxLength":64,"description":"RFC 3339: 2026-01-31T08:00:00Z"}}}""",
        output =
                """
                {"type":"object","required":["items"],"properties":{
                "items":{"type":"array","items":{"type":"object","properties":{
                "seq":{"type":["integer","null"]},"ts":{"type":"string"},"principal":{"type":["string","null"]},
                "role":{"type":["string","null"]},"door":{"type":["string","null"]},"action":{"type":["string","null"]},
                "resource":{"type":["string","null"]},"outcome":{"type":["string","null"]}}}},
                "truncated":{"type":"boolean","description":"older lines were not looked at"}}}""",
        role = "admin",
        readOnly = true)
public final class AuditTool implements Tool {

    private static final int DEFAULT_LIMIT = 50;
    /** A clock that is set back makes lines stand a little out of order. */
    private static final Duration SLACK = Duration.ofHours(1);

    private final AccessControl access;
    private final JsonlAuditLog log;

    @Activate
    public AuditTool(@Reference AccessControl access, @Reference JsonlAuditLog log) {
        this.access = access;
        this.log = log;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        AuditTools.admit(access, call);
        Instant since = since(input);
        Predicate<Map<String, Object>> wanted = glob(input, "principal")
                .and(glob(input, "action"))
                .and(glob(input, "outcome"))
                .and(line -> since == null || !before(line, since));
        int limit = input.get("limit") instanceof Number number ? number.intValue() : DEFAULT_LIMIT;
        TrailReader reader = new TrailReader(
                limit, wanted, line -> since != null && before(line, since.minus(SLACK)), call::cancelled);
        try (Trail.Snapshot trail = log.snapshot()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("items", reader.read(trail));
            result.put("truncated", reader.gaveUp());
            return result;
        } catch (IOException e) {
            throw AuditTools.unreadable(e);
        }
    }

    private static Instant since(Map<String, Object> input) {
        if (!(input.get("since") instanceof String text)) {
            return null;
        }
        try {
            Instant since = OffsetDateTime.parse(text).toInstant();
            since.minus(SLACK);
            return since;
        } catch (DateTimeException e) {
            throw new ToolException(
                    ToolException.INVALID_INPUT,
                    "since is " + text + ", which is no time of RFC 3339",
                    "Write it like 2026-01-31T08:00:00Z.",
                    e);
        }
    }

    private static Predicate<Map<String, Object>> glob(Map<String, Object> input, String field) {
        if (!(input.get(field) instanceof String text)) {
            return line -> true;
        }
        Glob glob = Glob.compile(text);
        return line -> line.get(field) instanceof String value && glob.matches(value);
    }

    /** A line whose time cannot be read is shown rather than hidden. */
    private static boolean before(Map<String, Object> line, Instant time) {
        try {
            return line.get("ts") instanceof String text && Instant.parse(text).isBefore(time);
        } catch (DateTimeException odd) {
            return false;
        }
    }
}
