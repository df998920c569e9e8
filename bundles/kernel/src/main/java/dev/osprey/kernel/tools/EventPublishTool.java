package dev.osprey.kernel.tools;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.access.Verdict;
import dev.osprey.event.Event;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.InvalidSubjectException;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Publishes an event in the name of the caller. */
@Component
@ToolDefinition(
        name = "event.publish",
        description = "Publishes an event in the caller's name to everyone who subscribed to its subject.",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["subject"],"properties":{
                "subject":{"type":"string","minLength":1,"maxLength":255,"description":"tokens joined by dots"},
                "data":{"description":"any JSON; an empty object if left out"},
                "correlation_id":{"type":"string","maxLength":128},
                "causation_id":{"type":"string","maxLength":128}}}""",
        output =
                """
                {"type":"object","required":["id","sequence"],"properties":{
                "id":{"type":"string"},"sequence":{"type":"integer"}}}""")
public final class EventPublishTool implements Tool {

    private final AccessControl access;
    private final EventHub events;

    @Activate
    public EventPublishTool(
            @Reference AccessControl access, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub events) {
        this.access = access;
        this.events = events;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String subject = (String) input.get("subject");
        Verdict verdict = access.verdict(call.principal(), Permission.EVENT_PUBLISH, subject);
        if (!verdict.allowed()) {
            throw new ToolException(ToolException.DENIED, verdict.reason(), verdict.remedy());
        }
        try {
            Event event = events.publish(new EventDraft(
                    subject,
                    call.principal().name(),
                    input.containsKey("data") ? input.get("data") : Map.of(),
                    (String) input.get("correlation_id"),
                    (String) input.get("causation_id"),
                    null));
            return Map.of("id", event.id(), "sequence", event.sequence());
        } catch (InvalidSubjectException invalid) {
            throw new ToolException(ToolException.INVALID_INPUT, invalid.getMessage(), "Correct the subject.", invalid);
        }
    }
}
