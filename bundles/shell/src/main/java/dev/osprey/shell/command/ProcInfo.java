package dev.osprey.shell.command;

import dev.osprey.shell.complete.ProcessIds;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** One process. */
@Service
@Command(
        scope = "proc",
        name = "info",
        description =
                "Shows everything that is known of a process that Osprey started, also of one of the last that ended",
        detailedDescription = "Example: proc:info p12")
public final class ProcInfo extends ShowCommand {

    @Argument(index = 0, name = "process", description = "Id of the process, as proc:list shows it", required = true)
    @Completion(ProcessIds.class)
    String process;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    void run(Door door) {
        Answers.show(door.output(), door.ask("process.status", Map.of("id", process)));
    }
}
