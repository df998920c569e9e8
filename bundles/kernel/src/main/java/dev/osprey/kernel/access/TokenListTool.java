package dev.osprey.kernel.access;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.access.TokenInfo;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists whose tokens are in force. */
@Component
@ToolDefinition(
        name = "access.token.list",
        description = "Lists whose tokens are in force, since when, and which outlive a restart; never the tokens.",
        output =
                """
                {"type":"object","required":["items"],"properties":{
                "items":{"type":"array","items":{"type":"object","properties":{
                "name":{"type":"string"},"role":{"type":"string"},"issued_at":{"type":["string","null"]},
                "stored":{"type":"boolean"}}}}}}""",
        role = "admin",
        readOnly = true)
public final class TokenListTool implements Tool {

    private final Credentials credentials;
    private final TokenDesk desk;

    @Activate
    public TokenListTool(
            @Reference Credentials credentials, @Reference AccessControl access, @Reference AuditLog audit) {
        this.credentials = credentials;
        this.desk = new TokenDesk(access, audit);
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        desk.admit(call, "*");
        return Map.of(
                "items", credentials.tokens().stream().map(TokenListTool::show).toList());
    }

    private static Map<String, Object> show(TokenInfo token) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", token.name());
        shown.put("role", token.role().name().toLowerCase(Locale.ROOT));
        shown.put(
                "issued_at", token.issuedAt() == null ? null : token.issuedAt().toString());
        shown.put("stored", token.stored());
        return shown;
    }
}
