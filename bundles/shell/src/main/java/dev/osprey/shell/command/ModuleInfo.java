package dev.osprey.shell.command;

import java.util.Collection;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** One module of the launcher. */
@Service
@Command(
        scope = "module",
        name = "info",
        description =
                "Shows everything that is known of a module: how it stands, how it is restarted and watched, and its manifest",
        detailedDescription = "Example: module:info clock --watch")
public final class ModuleInfo extends NamedModule {

    @Override
    void run(Door door) {
        Map<String, Object> answer = door.ask("module.info", Map.of("name", module));
        Map<String, Object> shown = Values.map(answer.remove("module"));
        shown.putAll(answer);
        if (door.output().json()) {
            door.output().document(shown);
            return;
        }
        shown.remove("why"); // its text is the reason
        shown.values().removeIf(ModuleInfo::nothing);
        Answers.show(door.output(), shown);
    }

    private static boolean nothing(Object value) {
        return value == null || value.equals("") || value instanceof Collection<?> list && list.isEmpty();
    }
}
