package dev.osprey.shell.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What Osprey started. */
@Service
@Command(
        scope = "proc",
        name = "list",
        description = "Lists the processes that Osprey started and what they use",
        detailedDescription = "Example: proc:list --ended --json")
public final class ProcList extends ListCommand {

    @Option(name = "--ended", description = "Also the last that have ended")
    boolean ended;

    @Override
    void run(Door door) {
        Object answer = door.own("process.list", Map.of("usage", true, "ended", ended));
        if (door.output().json()) {
            door.output().document(answer);
        } else {
            ProcTable.IDENTITY.rows(door.output(), ProcTable.rows(answer));
        }
    }
}
