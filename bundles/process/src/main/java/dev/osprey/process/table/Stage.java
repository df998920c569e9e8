package dev.osprey.process.table;

import dev.osprey.process.SpawnException;
import dev.osprey.process.host.StagePart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The one step between Osprey and the program: {@code setsid} makes the session, a shell then does the parts and becomes the program. The
 * process id stays the same throughout. The shell's text is made of constants; whatever varies is an argument.
 */
final class Stage {

    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
    private static final String SHELL = "/bin/sh";
    private static final List<Path> ENV = List.of(Path.of("/usr/bin/env"), Path.of("/bin/env"));
    // Shells add these to what they were given.
    private static final List<String> OF_THE_SHELL = List.of("PWD", "OLDPWD", "SHLVL");

    private final List<String> session;
    private final String env;

    Stage() {
        // The child leads no group yet, so setsid does not fork but becomes the program: the process id stays.
        this.session = first(SETSID).map(setsid -> List.of(setsid, "--")).orElse(List.of());
        this.env = first(ENV).orElse("env");
    }

    private static java.util.Optional<String> first(List<Path> programs) {
        return programs.stream().filter(Files::isExecutable).findFirst().map(Path::toString);
    }

    boolean sessions() {
        return !session.isEmpty();
    }

    /** @param prefix what stands before the program */
    List<String> argv(List<StagePart> parts, List<String> prefix, Command command) {
        List<String> argv = new ArrayList<>(session);
        if (!parts.isEmpty()) {
            addShell(argv, parts, command);
        }
        argv.addAll(prefix);
        argv.addAll(command.argv());
        return argv;
    }

    private void addShell(List<String> argv, List<StagePart> parts, Command command) {
        StringBuilder text = new StringBuilder();
        List<String> values = new ArrayList<>();
        for (StagePart part : parts) {
            text.append(part.text()).append("; ");
            if (!part.values().isEmpty()) {
                text.append("shift ").append(part.values().size()).append("; ");
            }
            values.addAll(part.values());
        }
        Set<String> names = command.environment().keySet();
        for (String name : OF_THE_SHELL) {
            if (!names.contains(name)) {
                text.append("unset ").append(name).append("; ");
            }
        }
        text.append("exec \"$@\"");
        argv.addAll(List.of(SHELL, "-c", text.toString(), "osprey-stage"));
        argv.addAll(values);
        addForeignNames(argv, command);
    }

    /** A shell hands on no variable whose name it could not write itself, such as {@code a.b}. */
    private void addForeignNames(List<String> argv, Command command) {
        List<String> foreign = new ArrayList<>();
        for (String name : command.environment().keySet()) {
            if (!nameOfShell(name)) {
                foreign.add(name);
            }
        }
        if (foreign.isEmpty()) {
            return;
        }
        if (command.argv().get(0).indexOf('=') >= 0) {
            throw new SpawnException(
                    SpawnException.Reason.BAD_ARGUMENT,
                    "The variable " + foreign.get(0)
                            + " cannot be handed to a program whose path holds '='; rename one",
                    null);
        }
        argv.add(env);
        foreign.forEach(name -> argv.add(name + '=' + command.environment().get(name)));
    }

    private static boolean nameOfShell(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
