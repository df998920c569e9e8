package dev.osprey.shell.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;

/** A command that shows something and takes options only. */
public abstract class ListCommand extends ShowCommand {

    @Argument(index = 0, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    final List<String> words() {
        return options;
    }
}
