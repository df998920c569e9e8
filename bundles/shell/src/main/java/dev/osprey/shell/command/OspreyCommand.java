package dev.osprey.shell.command;

import dev.osprey.access.Principal;
import dev.osprey.shell.login.Caller;
import dev.osprey.tool.ToolException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.service.command.Process;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.BundleContext;

/**
 * What all commands share: services are looked up for one run and given back, an expected failure is told on the error stream in a
 * sentence with its remedy, and the exit status is 1.
 */
public abstract class OspreyCommand implements Action {

    @Reference
    private Session session;

    @Reference
    private BundleContext context;

    @Option(name = "--json", description = "Prints JSON for programs; the field names are stable")
    private boolean json;

    @Override
    public final Object execute() throws CommandException {
        try {
            List<String> words = new TrailingOptions(this).take(typed());
            if (perform(this::output, words)) {
                return null;
            }
        } catch (RuntimeException e) {
            Failure failure = Failure.of(e).orElseThrow(() -> e);
            output().failure(failure);
            throw new CommandException(failure);
        }
        throw new CommandException(null);
    }

    /** The words behind the named arguments as they were typed, options included. */
    List<String> typed() {
        return words() == null ? List.of() : words();
    }

    /**
     * Does the work, once.
     *
     * @return false if it went well, but what it found is bad, so that the exit status shall say so
     */
    boolean perform(Supplier<Output> outputs, List<String> words) {
        return once(outputs.get(), words);
    }

    final boolean once(Output output, List<String> words) {
        try (BorrowedServices services = new BorrowedServices(context)) {
            Door door = new Door(caller(), services, output);
            run(door, words);
            return !door.foundBad();
        }
    }

    /** What was typed behind the named arguments, options included; null for nothing. */
    List<String> words() {
        return null;
    }

    /**
     * Does the work.
     *
     * @param words what was typed behind the named arguments, without options
     */
    void run(Door door, List<String> words) {
        if (!words.isEmpty()) {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    "There is one word too many: " + words.get(0) + ".",
                    "Put a value that holds blanks in quotes; --help shows the arguments.");
        }
        run(door);
    }

    /** Does the work of a command that takes no further words. */
    void run(Door door) {
        throw new UnsupportedOperationException(getClass().getName());
    }

    private static Principal caller() {
        return Caller.current()
                .orElseThrow(() -> new Failure(
                        ToolException.DENIED,
                        "Nobody with a role of Osprey is logged in to this shell session.",
                        "Log in through SSH with a user name and its token."));
    }

    private Output output() {
        Process process = Process.Utils.current();
        boolean terminal = session.getTerminal() != null
                && session.getTerminal().isAnsiSupported()
                && (process == null || process.isTty(1));
        PrintStream out = process == null ? System.out : process.out();
        // At a terminal the error stream lacks the carriage returns that the console's has.
        boolean shown = terminal && (process == null || process.isTty(2));
        PrintStream err = shown ? session.getConsole() : process == null ? System.err : process.err();
        return new Output(out, err, session.getConsole(), json, screen(terminal, process));
    }

    private Screen screen(boolean terminal, Process process) {
        if (terminal) {
            return new Screen(
                    true,
                    session.getTerminal().getWidth(),
                    session.getTerminal().getHeight());
        }
        // A client that runs one command without a terminal of its own here says how wide the one is that it writes to.
        boolean last = process == null || process.isTty(1);
        return last ? Screen.ofWidth(session.get("COLUMNS")) : Screen.NONE;
    }
}
