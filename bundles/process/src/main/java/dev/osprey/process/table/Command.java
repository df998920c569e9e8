package dev.osprey.process.table;

import dev.osprey.process.ProcessSpec;
import dev.osprey.process.SpawnException;
import dev.osprey.process.SpawnException.Reason;
import dev.osprey.process.tree.ProcessTree;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of a spec the operating system gets: a program that exists, its arguments, and an environment by allow-list.
 *
 * @param argv with the program's path in place of its name
 */
record Command(List<String> argv, Map<String, String> environment) {

    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR", "USER", "LOGNAME", "TERM");
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";
    // The kernel takes no longer one, whatever the shell that stands before it.
    private static final int LONGEST_ARGUMENT = 131_071;
    private static final int SAFE_LENGTH = LONGEST_ARGUMENT / 3;

    /**
     * @param ours Osprey's own environment
     * @throws SpawnException if the spec cannot be run
     */
    static Command of(ProcessSpec spec, String mark, Map<String, String> ours) {
        if (!spec.folder().toFile().isDirectory()) {
            throw new SpawnException(
                    Reason.NO_FOLDER,
                    "The folder " + spec.folder() + " of " + spec.name() + " does not exist; create it or name another",
                    null);
        }
        Map<String, String> environment = environment(spec, mark, ours);
        List<String> argv = new ArrayList<>(spec.argv());
        argv.set(0, program(spec, environment.getOrDefault("PATH", USUAL_PATH)));
        for (String argument : argv) {
            if (argument.length() > SAFE_LENGTH
                    && argument.getBytes(StandardCharsets.UTF_8).length > LONGEST_ARGUMENT) {
                throw new SpawnException(
                        Reason.BAD_ARGUMENT,
                        "An argument of " + spec.name() + " has more than " + LONGEST_ARGUMENT
                                + " bytes; write it to standard input or into a file",
                        null);
            }
        }
        return new Command(argv, environment);
    }

    private static Map<String, String> environment(ProcessSpec spec, String mark, Map<String, String> ours) {
        Map<String, String> environment = new TreeMap<>();
        ours.forEach((name, value) -> {
            if (INHERITED.contains(name) || name.startsWith("LC_")) {
                environment.put(name, value);
            }
        });
        spec.environment().forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                throw new SpawnException(
                        Reason.BAD_ARGUMENT,
                        "The environment of " + spec.name() + " has a variable '" + name
                                + "', which no program could see; no name is empty or holds '=', nothing holds the character 0",
                        null);
            }
            environment.put(name, value);
        });
        environment.put(ProcessTree.MARK, mark);
        return environment;
    }

    private static String program(ProcessSpec spec, String path) {
        String program = spec.argv().get(0);
        if (program.indexOf('/') >= 0) {
            File file = new File(program);
            File there = file.isAbsolute() ? file : new File(spec.folder().toFile(), program);
            if (!there.isFile()) {
                throw new SpawnException(Reason.NO_PROGRAM, "There is no program " + there + "; check the path", null);
            }
            if (!there.canExecute()) {
                throw new SpawnException(Reason.NOT_EXECUTABLE, there + " is not executable; run chmod +x on it", null);
            }
            return there.getAbsolutePath();
        }
        for (String folder : path.split(":")) {
            File file = new File(folder, program);
            if (file.isAbsolute() && file.isFile() && file.canExecute()) {
                return file.getPath();
            }
        }
        throw new SpawnException(
                Reason.NOT_IN_PATH,
                "There is no program " + program + " in PATH (" + path + "); install it or give its full path",
                null);
    }
}
