package dev.osprey.kernel.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.osprey.tool.ToolException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** A compiled schema of an input. Thread-safe. */
final class InputSchema {

    private static final int MAX_FAULTS = 5;
    private static final int MAX_VALUE = 120;

    private final String tool;
    private final JsonSchema schema;
    private final boolean takesNothing;

    InputSchema(String tool, JsonSchema schema) {
        this.tool = tool;
        this.schema = schema;
        this.takesNothing =
                schema.validate(SchemaCompiler.MAPPER.createObjectNode()).isEmpty();
    }

    /**
     * A copy of an input that fits.
     *
     * @throws ToolException {@code invalid_input}
     */
    Map<String, Object> taken(Map<String, Object> input) {
        if (takesNothing && (input == null || input.isEmpty())) {
            return Map.of();
        }
        Map<String, Object> copy;
        try {
            copy = JsonValues.copyObject(input);
        } catch (IllegalArgumentException notJson) {
            throw new ToolException(
                    ToolException.INVALID_INPUT,
                    "The input of " + tool + " is not JSON: " + notJson.getMessage(),
                    "Give JSON values only.",
                    notJson);
        }
        check(copy);
        return copy;
    }

    /** @throws ToolException {@code invalid_input}, with path, value and rule of what does not fit */
    void check(Map<String, Object> input) {
        Collection<ValidationMessage> faults;
        try {
            faults = schema.validate(SchemaCompiler.MAPPER.valueToTree(input));
        } catch (BoundedRegex.TooManyStepsException tooMuch) {
            throw invalid(tooMuch.getMessage(), tooMuch);
        } catch (StackOverflowError tooDeep) {
            throw invalid("it is nested too deeply for its schema", tooDeep);
        }
        if (!faults.isEmpty()) {
            String text =
                    faults.stream().limit(MAX_FAULTS).map(InputSchema::fault).collect(Collectors.joining("; "));
            int more = faults.size() - MAX_FAULTS;
            throw invalid(more > 0 ? text + "; and " + more + " more" : text, null);
        }
    }

    private ToolException invalid(String fault, Throwable cause) {
        return new ToolException(
                ToolException.INVALID_INPUT,
                "The input of " + tool + " is not valid: " + fault,
                "Correct the input; tool:schema " + tool + " or GET /api/v1/tools/" + tool + " shows what it takes.",
                cause);
    }

    private static String fault(ValidationMessage message) {
        JsonNode value = message.getInstanceNode();
        String shown = value == null ? "nothing" : value.toString();
        if (shown.length() > MAX_VALUE) {
            shown = shown.substring(0, MAX_VALUE) + "...";
        }
        return message.getInstanceLocation() + " = " + shown + " breaks " + message.getType() + ": "
                + message.getError();
    }
}
