package dev.osprey.shell.complete;

import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.Tools;
import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Names in the tool table. */
@Service
public final class ToolNames extends LiveCompleter<Tools> {

    public ToolNames() {
        super(Tools.class);
    }

    @Override
    Collection<String> words(Tools tools) {
        return tools.list().stream().map(ToolInfo::name).toList();
    }
}
