package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.module.Modules;
import dev.osprey.shell.complete.ModuleNames;
import dev.osprey.tool.ToolException;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What a module wrote. */
@Service
@Command(
        scope = "module",
        name = "logs",
        description = "Shows the last lines that a module wrote, and with -f those that follow, until Ctrl-C",
        detailedDescription = "Example: module:logs clock -n 20 -f")
public final class ModuleLogs extends OspreyCommand {

    private static final int MOST = 10_000;
    private static final long LOOK_MILLIS = 500;

    @Option(name = "-n", aliases = "--lines", description = "How many lines")
    int lines = 100;

    @Option(name = "-f", aliases = "--follow", description = "Goes on as lines are written")
    boolean follow;

    @Argument(index = 0, name = "module", description = "Name of the module", required = true)
    @Completion(ModuleNames.class)
    String module;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    void run(Door door) {
        if (lines < 0 || lines > MOST) {
            throw new Failure(ToolException.INVALID_INPUT, "-n is " + lines + ".", "Ask for 0 to " + MOST + " lines.");
        }
        door.check(Permission.MODULE_LOG, module);
        Modules modules = door.service(Modules.class);
        if (!follow) {
            List<String> last = modules.logs(module, lines);
            if (door.output().json()) {
                door.output().document(last);
            } else if (last.isEmpty()) {
                door.output().remark(module + " has written nothing.");
            } else {
                last.forEach(door.output()::line);
            }
            return;
        }
        follow(modules, door.output());
    }

    private void follow(Modules modules, Output output) {
        LogFollower follower = new LogFollower(modules.logs(module, LogFollower.WINDOW));
        show(output, follower.last(lines));
        try {
            while (!output.abandoned()) {
                Thread.sleep(LOOK_MILLIS);
                show(output, follower.next(modules.logs(module, LogFollower.WINDOW)));
            }
        } catch (InterruptedException ctrlC) {
            return;
        }
    }

    private static void show(Output output, List<String> fresh) {
        for (String line : fresh) {
            if (output.json()) {
                output.document(Map.of("line", line));
            } else {
                output.line(line);
            }
        }
    }
}
