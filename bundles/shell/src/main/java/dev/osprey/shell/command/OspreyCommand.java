package dev.osprey.shell.command;

import dev.osprey.access.Principal;
import dev.osprey.shell.login.Caller;
import dev.osprey.tool.ToolException;
import java.io.PrintStream;
import java.util.List;
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
        List<String> words;
        try {
            words = new TrailingOptions(this).take(words() == null ? List.of() : words());
        } catch (Failure e) {
            throw reported(output(), e);
        }
        Output output = output();
        try (BorrowedServices services = new BorrowedServices(context)) {
            run(new Door(caller(), services, output), words);
        } catch (RuntimeException e) {
            throw reported(output, Failure.of(e).orElseThrow(() -> e));
        }
        return null;
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

    private static CommandException reported(Output output, Failure failure) {
        output.failure(failure);
        return new CommandException(failure);
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
        int width = terminal ? session.getTerminal().getWidth() : 0;
        return new Output(out, err, session.getConsole(), json, terminal, width);
    }
}
