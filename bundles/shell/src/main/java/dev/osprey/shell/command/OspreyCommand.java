package dev.osprey.shell.command;

import dev.osprey.access.Principal;
import dev.osprey.shell.login.Caller;
import dev.osprey.tool.ToolException;
import java.io.PrintStream;
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
        Output output = output();
        try (BorrowedServices services = new BorrowedServices(context)) {
            run(new Door(caller(), services, output));
        } catch (RuntimeException e) {
            Failure failure = Failure.of(e).orElseThrow(() -> e);
            output.failure(failure);
            throw new CommandException(failure);
        }
        return null;
    }

    /** Does the work. */
    abstract void run(Door door);

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
        PrintStream err = process == null ? System.err : process.err();
        return new Output(out, err, session.getConsole(), json, terminal);
    }
}
