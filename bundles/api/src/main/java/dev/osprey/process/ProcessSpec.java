package dev.osprey.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What to run.
 *
 * @param name names it in listings, logs and thread names
 * @param owner who asked: the name of a principal or module
 * @param argv program and arguments, never a shell string; the program is looked up in PATH if it holds no slash
 * @param folder working folder
 * @param environment added to the allow-list inherited from Osprey ({@code PATH, HOME, LANG, LC_*, TZ, TMPDIR, USER, LOGNAME, TERM});
 *     an entry here wins
 * @param limits what it may use
 * @param sandbox what it may see, or null for what Osprey sees
 * @param terminal the size of the terminal that it gets for input and output, or null for pipes. With one, all output is
 *     {@link OutputListener.Stream#STDOUT}
 */
public record ProcessSpec(
        String name,
        String owner,
        List<String> argv,
        Path folder,
        Map<String, String> environment,
        Limits limits,
        Sandbox sandbox,
        TerminalSize terminal) {

    public ProcessSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(limits, "limits");
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("argv is empty; name a program");
        }
        for (String argument : argv) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("An argument holds the character 0; leave it out");
            }
        }
    }

    /** Without limits, sandbox and terminal. */
    public ProcessSpec(String name, String owner, List<String> argv, Path folder, Map<String, String> environment) {
        this(name, owner, argv, folder, environment, Limits.NONE, null, null);
    }

    /** The same within limits. */
    public ProcessSpec within(Limits other) {
        return new ProcessSpec(name, owner, argv, folder, environment, other, sandbox, terminal);
    }

    /** The same in a sandbox. */
    public ProcessSpec in(Sandbox other) {
        return new ProcessSpec(name, owner, argv, folder, environment, limits, other, terminal);
    }

    /** The same on a terminal. */
    public ProcessSpec on(TerminalSize other) {
        return new ProcessSpec(name, owner, argv, folder, environment, limits, sandbox, other);
    }
}
