package dev.osprey.shell.command;

import dev.osprey.shell.complete.ProcessIds;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;

/** A command that does something with one process: the tool of the same name does it. */
abstract class NamedProcess extends OspreyCommand {

    private final String tool;

    @Argument(index = 0, name = "process", description = "Id of the process, as proc:list shows it", required = true)
    @Completion(ProcessIds.class)
    String process;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    NamedProcess(String tool) {
        this.tool = tool;
    }

    @Override
    final List<String> words() {
        return options;
    }

    @Override
    final void run(Door door) {
        Map<String, Object> answer = door.ask(tool, input());
        if (door.output().json()) {
            door.output().document(answer);
        } else {
            door.output().line(sentence(answer));
        }
    }

    Map<String, Object> input() {
        return Map.of("id", process);
    }

    /** What people are told. */
    abstract String sentence(Map<String, Object> answer);
}
