package dev.osprey.kernel.access;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.access.Role;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes a token. */
@Component
@ToolDefinition(
        name = "access.token.create",
        description = "Makes a token for a person or module and ends the old one of that name; it is shown this once.",
        input =
                """
                {"type":"object","additionalProperties":false,"required":["name","role"],"properties":{
                "name":{"type":"string","minLength":1,"maxLength":128,"description":"1 to 128 characters of A-Z a-z 0-9 . _ ~ -"},
                "role":{"enum":["viewer","operator","admin","module"],"description":"what its owner may do at most"}}}""",
        output =
                """
                {"type":"object","required":["name","role","token"],"properties":{
                "name":{"type":"string"},"role":{"type":"string"},"token":{"type":"string"}}}""",
        role = "admin")
public final class TokenCreateTool implements Tool {

    private final Credentials credentials;
    private final TokenDesk desk;

    @Activate
    public TokenCreateTool(
            @Reference Credentials credentials, @Reference AccessControl access, @Reference AuditLog audit) {
        this.credentials = credentials;
        this.desk = new TokenDesk(access, audit);
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = (String) input.get("name");
        String role = (String) input.get("role");
        desk.admit(call, name);
        String token = desk.change(
                call,
                "access.token.create",
                name + " (" + role + ")",
                () -> credentials.issue(name, Role.valueOf(role.toUpperCase(Locale.ROOT))));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", name);
        result.put("role", role);
        result.put("token", token);
        return result;
    }
}
