package dev.osprey.shell.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code osprey shell}: runs outside the framework. With a command it runs that one; without one it opens a session at a terminal, and
 * without a terminal it runs the commands that come on standard input.
 */
public final class Main {

    /** A wrong command line. */
    static final int USAGE = 2;

    /** The shell could not be reached, as in ssh. */
    static final int UNREACHABLE = 255;

    private static final int MOST_INPUT = 1 << 20;

    private Main() {}

    /** Ends the JVM with the command's exit status. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.in, System.out, System.err, System.console() != null));
    }

    static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err, boolean terminal) {
        try {
            ClientOptions options = ClientOptions.parse(arguments, defaultHome());
            boolean session = options.command().isBlank() && terminal;
            String command = options.command().isBlank() && !terminal ? read(in) : options.command();
            if (command.isBlank() && !session) {
                throw new IllegalArgumentException(
                        "There is no command: neither in the command line nor on standard input.\n"
                                + ClientOptions.USAGE);
            }
            try (Connection connection = Connection.open(options)) {
                if (session) {
                    new TerminalSession(connection.session()).run();
                    return 0;
                }
                OneCommand one = new OneCommand(connection.session(), terminal ? System.getenv("COLUMNS") : null);
                return terminal ? one.run(command, out, err) : one.run(command, plain(out), plain(err));
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (ClientException e) {
            err.println(e.getMessage());
            return UNREACHABLE;
        }
    }

    private static OutputStream plain(OutputStream out) {
        return new Uncoloured(new BufferedOutputStream(out));
    }

    private static Path defaultHome() {
        String home = System.getenv("OSPREY_HOME");
        return home == null || home.isBlank() ? Path.of(System.getProperty("user.home"), ".osprey") : Path.of(home);
    }

    private static String read(InputStream in) {
        try {
            byte[] input = in.readNBytes(MOST_INPUT + 1);
            if (input.length > MOST_INPUT) {
                throw new IllegalArgumentException("More than " + MOST_INPUT + " bytes of commands; split them");
            }
            return new String(input, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ClientException("Standard input cannot be read: " + e.getMessage(), e);
        }
    }
}
