package dev.osprey.launcher.tools;

import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.tool.ToolException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the module tools share: their schemas, the JSON of a module, and what a refusal is called. */
final class ModuleTools {

    static final String NAME = "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":128}";

    static final String NAMES = "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";

    static final String NAMED =
            "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\"],\"properties\":{" + NAME
                    + "}}";

    static final String NAMED_WITH_REASON =
            "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\"],\"properties\":{" + NAME
                    + ",\"reason\":{\"type\":\"string\",\"maxLength\":200}}}";

    static final String MODULE = "{\"type\":\"object\",\"required\":[\"name\",\"state\",\"phase\"],\"properties\":{"
            + "\"name\":{\"type\":\"string\"},\"display_name\":{\"type\":\"string\"},"
            + "\"type\":{\"type\":\"string\"},\"runtime\":{\"type\":\"string\"},"
            + "\"state\":{\"enum\":[\"enabled\",\"manual\",\"disabled\"]},"
            + "\"desired_running\":{\"type\":\"boolean\"},"
            + "\"phase\":{\"enum\":[\"stopped\",\"starting\",\"ready\",\"stopping\",\"failed\"]},"
            + "\"pid\":{\"type\":[\"integer\",\"null\"]},\"started_at\":{\"type\":[\"string\",\"null\"]},"
            + "\"exit_code\":{\"type\":[\"integer\",\"null\"]},\"reason\":{\"type\":[\"string\",\"null\"]},"
            + "\"folder\":{\"type\":\"string\"}}}";

    private ModuleTools() {}

    static Map<String, Object> describe(ModuleStatus status) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", status.name());
        row.put("display_name", status.displayName());
        row.put("type", status.type());
        row.put("runtime", status.runtime());
        row.put("state", status.state().name().toLowerCase(Locale.ROOT));
        row.put("desired_running", status.desiredRunning());
        row.put("phase", status.phase().name().toLowerCase(Locale.ROOT));
        row.put("pid", status.pid() == 0 ? null : status.pid());
        row.put(
                "started_at",
                Optional.ofNullable(status.startedAt()).map(Instant::toString).orElse(null));
        row.put("exit_code", status.exitCode());
        row.put("reason", status.reason());
        row.put("folder", status.folder());
        return row;
    }

    static Map<String, Object> act(Supplier<ModuleStatus> action) {
        try {
            return describe(action.get());
        } catch (NoSuchModuleException e) {
            throw new ToolException(
                    ToolException.NOT_FOUND, e.getMessage(), "module.list shows the names that there are.", e);
        } catch (ModuleActionException e) {
            throw new ToolException(
                    ToolException.CONFLICT, e.getMessage(), "module.list shows the module's state and reason.", e);
        }
    }
}
