package dev.osprey.kernel.tool;

import dev.osprey.access.Role;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolInfo;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/** Reads a tool's definition from its service properties. */
final class OfferReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z0-9][a-z0-9_-]*)+");
    private static final int MAX_NAME = 128;
    private static final int MAX_DESCRIPTION = 2000;
    private static final int MAX_TIMEOUT = 24 * 60 * 60;
    private static final int MAX_CONCURRENT = 1_024;

    private final SchemaCompiler schemas = new SchemaCompiler();

    /** @throws IllegalArgumentException if the definition is not valid; the message says what and how to write it */
    Offer read(Tool tool, Map<String, ?> properties, String bundle) {
        String name = name(properties);
        String input = text(properties, "input", "{\"type\":\"object\",\"additionalProperties\":false}");
        String output = text(properties, "output", "{}");
        Map<String, Object> inputSchema = JsonValues.copyObject(schemas.parse("The input schema", input));
        if (!"object".equals(inputSchema.get("type"))) {
            throw new IllegalArgumentException(
                    "The input schema has the type " + inputSchema.get("type") + "; the input of a tool is an object");
        }
        InputSchema compiled = new InputSchema(name, schemas.compile("The input schema", input));
        schemas.compile("The output schema", output);
        ToolInfo info = new ToolInfo(
                name,
                description(properties),
                inputSchema,
                JsonValues.copyObject(schemas.parse("The output schema", output)),
                role(text(properties, "role", "operator")),
                timeout(properties),
                flag(properties, "readOnly"),
                bundle);
        return new Offer(
                (Long) properties.get(Constants.SERVICE_ID),
                properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
                properties.get(Constants.SERVICE_BUNDLEID) instanceof Long id ? id : -1,
                info,
                compiled,
                quick(info, properties),
                concurrent(properties),
                tool);
    }

    private static boolean flag(Map<String, ?> properties, String key) {
        return Boolean.parseBoolean(String.valueOf(properties.get(ToolDefinition.PREFIX_ + key)));
    }

    /** Quick calls are counted in the audit, not named one by one; and whoever calls on its own thread is not asked to wait. */
    private static boolean quick(ToolInfo info, Map<String, ?> properties) {
        boolean quick = flag(properties, "quick");
        if (quick && !info.readOnly()) {
            throw new IllegalArgumentException("The tool " + info.name()
                    + " is quick but changes something; set readOnly if it does not, else leave quick out");
        }
        return quick;
    }

    private static int concurrent(Map<String, ?> properties) {
        Object value = properties.get(ToolDefinition.PREFIX_ + "concurrent");
        long calls = value instanceof Number number ? number.longValue() : value == null ? 0 : -1;
        if (calls < 0 || calls > MAX_CONCURRENT) {
            throw new IllegalArgumentException("The limit concurrent is " + value + "; give a number, 1 to "
                    + MAX_CONCURRENT + ", or 0 for what the tool table allows");
        }
        return (int) calls;
    }

    private static String name(Map<String, ?> properties) {
        String name = text(properties, "name", "");
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The name '" + name + "' is not valid; set " + ToolDefinition.NAME
                    + " to lower-case words joined by dots, such as registry.lookup, at most " + MAX_NAME
                    + " characters");
        }
        return name;
    }

    private static String description(Map<String, ?> properties) {
        String description = text(properties, "description", "").strip();
        if (description.isEmpty() || description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException("The description has " + description.length()
                    + " characters; write a sentence of 1 to " + MAX_DESCRIPTION);
        }
        return description;
    }

    private static Role role(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "viewer" -> Role.VIEWER;
            case "operator" -> Role.OPERATOR;
            case "admin" -> Role.ADMIN;
            default ->
                throw new IllegalArgumentException("The role '" + text + "' is unknown; use viewer, operator or admin");
        };
    }

    private static Duration timeout(Map<String, ?> properties) {
        Object value = properties.get(ToolDefinition.PREFIX_ + "timeout");
        long seconds = value instanceof Number number ? number.longValue() : value == null ? 30 : -1;
        if (seconds < 1 || seconds > MAX_TIMEOUT) {
            throw new IllegalArgumentException(
                    "The timeout is " + value + "; give seconds, 1 to " + MAX_TIMEOUT + ", as a number");
        }
        return Duration.ofSeconds(seconds);
    }

    private static String text(Map<String, ?> properties, String key, String otherwise) {
        Object value = properties.get(ToolDefinition.PREFIX_ + key);
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException(
                    ToolDefinition.PREFIX_ + key + " is a " + value.getClass().getSimpleName() + "; make it a string");
        }
        return value == null ? otherwise : (String) value;
    }
}
