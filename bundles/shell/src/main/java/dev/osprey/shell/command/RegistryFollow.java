package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import dev.osprey.shell.complete.ModuleIds;
import dev.osprey.tool.ToolException;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code registry:watch}. */
@Service
@Command(
        scope = "registry",
        name = "watch",
        description = "Shows what lives, and then every change of it, until Ctrl-C, --count or --timeout",
        detailedDescription = "Example: registry:watch 'lamp.*' --field 'metadata.*' --count 10")
public final class RegistryFollow extends OspreyCommand {

    @Option(name = "--field", description = "Glob: only entries with a field of this dotted path")
    String field = "*";

    @Option(name = "--value", description = "Glob: only entries with a field of this value")
    String value = "*";

    @Option(name = "--since", description = "Goes on behind this revision, as an earlier watch told it")
    String since;

    @Option(
            name = "--count",
            aliases = "-c",
            description = "Ends after this many changes; what lives at the beginning is not counted; 0 for no end")
    int count;

    @Option(name = "--timeout", aliases = "-t", description = "Ends after this many seconds; 0 for no end")
    int timeout;

    @Argument(index = 0, name = "module", description = "Glob for the module id, in single quotes; all if left out")
    @Completion(ModuleIds.class)
    String module;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    void run(Door door) {
        if (count < 0 || timeout < 0) {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    (count < 0 ? "--count is " + count : "--timeout is " + timeout) + ".",
                    "Give a number above 0, or leave it out for no end.");
        }
        Revision from = since == null ? null : Revision.parse(since);
        LookupFilter filter = new LookupFilter(module, field, value);
        door.check(Permission.REGISTRY_READ, filter.module());
        Output output = door.output();
        ChangeView view = output.json() ? new ChangeDocuments(output) : new ChangeLines(output);
        if (output.terminal() && !output.json()) {
            output.remark("Watching " + filter.module() + "; Ctrl-C ends it.");
        }
        ChangeReader reader = new ChangeReader(door.service(RegistryWatch.class), filter, view);
        view.ended(reader.follow(from, count, Duration.ofSeconds(timeout), output::abandoned));
    }
}
