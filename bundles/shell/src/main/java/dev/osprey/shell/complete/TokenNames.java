package dev.osprey.shell.complete;

import dev.osprey.access.Principal;
import dev.osprey.shell.login.Caller;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Who has a token, for those who may know. */
@Service
public final class TokenNames extends LiveCompleter<Tools> {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    public TokenNames() {
        super(Tools.class);
    }

    @Override
    Collection<String> words(Tools tools) {
        Optional<Principal> caller = Caller.current();
        return caller.isEmpty() ? List.of() : names(tools, caller.get());
    }

    static List<String> names(Tools tools, Principal caller) {
        ToolRequest request = new ToolRequest(caller, "shell", "access.token.list", Map.of(), PATIENCE);
        return tools.call(request, ToolObserver.NONE).await() instanceof Map<?, ?> answer
                        && answer.get("items") instanceof List<?> items
                ? items.stream()
                        .map(item -> String.valueOf(((Map<?, ?>) item).get("name")))
                        .toList()
                : List.of();
    }
}
