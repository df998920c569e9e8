package dev.osprey.shell.command;

import dev.osprey.tool.ToolException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.karaf.shell.api.action.Option;

/** A command that shows something and changes nothing: with {@code --watch} it shows it again and again. */
public abstract class ShowCommand extends OspreyCommand {

    @Option(
            name = "--watch",
            description = "Shows it again every 2 seconds, or as many as the number behind says, until Ctrl-C")
    boolean watch;

    @Option(name = "--count", description = "With --watch: ends after this many times; 0 for no end")
    int count;

    private TypedWords typed;
    private WatchSeconds seconds;

    @Override
    final List<String> typed() {
        typed = new TypedWords(this, super.typed());
        seconds = typed.seconds(watch);
        return typed.words();
    }

    @Override
    final boolean perform(Supplier<Output> outputs, List<String> rest) {
        List<String> words = typed.settled(rest);
        if (count < 0 || count > 0 && !watch) {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    "--count is " + count + (watch ? "." : " without --watch."),
                    "Write --watch --count 3 to see it three times.");
        }
        if (!watch) {
            return super.perform(outputs, words);
        }
        return new Redraw(outputs, seconds.duration(), count, Redraw::sleep).run(output -> once(output, words));
    }
}
