package dev.osprey.kernel.access;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ends a token. */
@Component
@ToolDefinition(
        name = "access.token.revoke",
        description = "Ends the token of a name at once, and the connections that were opened with it.",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["name"],"properties":{
                "name":{"type":"string","minLength":1,"maxLength":128}}}""",
        output =
                """
                {"type":"object","required":["name","revoked"],"properties":{
                "name":{"type":"string"},"revoked":{"type":"boolean","description":"false if there was none"}}}""",
        role = "admin")
public final class TokenRevokeTool implements Tool {

    private final Credentials credentials;
    private final TokenDesk desk;

    @Activate
    public TokenRevokeTool(
            @Reference Credentials credentials, @Reference AccessControl access, @Reference AuditLog audit) {
        this.credentials = credentials;
        this.desk = new TokenDesk(access, audit);
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = (String) input.get("name");
        desk.admit(call, name);
        boolean revoked = desk.change(call, "access.token.revoke", name, () -> credentials.revoke(name));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", name);
        result.put("revoked", revoked);
        return result;
    }
}
