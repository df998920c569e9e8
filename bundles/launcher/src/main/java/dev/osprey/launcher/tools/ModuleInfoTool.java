package dev.osprey.launcher.tools;

import dev.osprey.access.Permission;
import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows all that is known of a module. */
@Component
@ToolDefinition(
        name = "module.info",
        description = "Shows a module with its policies, limits, dependents, warnings and manifest.",
        role = "viewer",
        readOnly = true,
        input = Schemas.NAMED,
        output = DetailJson.SCHEMA)
public final class ModuleInfoTool implements Tool {

    private final Modules modules;
    private final Desk desk;

    @Activate
    public ModuleInfoTool(@Reference Modules modules, @Reference Desk desk) {
        this.modules = modules;
        this.desk = desk;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = Desk.name(input);
        return desk.ask(call, Permission.MODULE_READ, name, () -> DetailJson.of(detail(name)));
    }

    private ModuleDetail detail(String name) {
        return modules.detail(name).orElseGet(() -> bare(name));
    }

    /** One whose manifest cannot be used has nothing but a status. */
    private ModuleDetail bare(String name) {
        ModuleStatus status =
                modules.find(name).orElseThrow(() -> new NoSuchModuleException("There is no module " + name));
        return new ModuleDetail(status, null, null, null, null, List.of(), List.of(), Map.of(), null, null);
    }
}
