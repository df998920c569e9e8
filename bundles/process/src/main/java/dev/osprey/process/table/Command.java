package dev.osprey.process.table;

import dev.osprey.process.ProcessSpec;
import dev.osprey.process.SpawnException;
import dev.osprey.process.tree.ProcessTree;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns a spec into what the operating system gets: a program that exists, in a session of its own, with an environment by allow-list. */
final class Command {

    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR", "USER", "LOGNAME", "TERM");
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private final Map<String, String> ours;
    private final List<String> session;

    /** @param ours Osprey's own environment */
    Command(Map<String, String> ours) {
        this.ours = ours;
        // The child leads no group yet, so setsid does not fork but becomes the program: the process id stays.
        this.session = SETSID.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(setsid -> List.of(setsid.toString(), "--"))
                .orElse(List.of());
    }

    boolean sessions() {
        return !session.isEmpty();
    }

    ProcessBuilder build(ProcessSpec spec, String mark) {
        if (!Files.isDirectory(spec.folder())) {
            throw new SpawnException(
                    "The folder " + spec.folder() + " of " + spec.name() + " does not exist; create it or name another",
                    null);
        }
        Map<String, String> environment = environment(spec, mark);
        List<String> argv = new ArrayList<>(session);
        argv.add(program(spec, environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin")));
        argv.addAll(spec.argv().subList(1, spec.argv().size()));
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(spec.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private Map<String, String> environment(ProcessSpec spec, String mark) {
        Map<String, String> environment = new TreeMap<>();
        ours.forEach((name, value) -> {
            if (INHERITED.contains(name) || name.startsWith("LC_")) {
                environment.put(name, value);
            }
        });
        environment.putAll(spec.environment());
        environment.put(ProcessTree.MARK, mark);
        return environment;
    }

    private static String program(ProcessSpec spec, String path) {
        String program = spec.argv().get(0);
        try {
            if (program.indexOf('/') >= 0) {
                Path file = spec.folder().resolve(program);
                if (!Files.isRegularFile(file)) {
                    throw new SpawnException("There is no program " + file + "; check the path", null);
                }
                if (!Files.isExecutable(file)) {
                    throw new SpawnException(file + " is not executable; run chmod +x on it", null);
                }
                return file.toAbsolutePath().toString();
            }
            for (String folder : path.split(":")) {
                Path file = Path.of(folder.isEmpty() ? "." : folder, program);
                if (file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return file.toString();
                }
            }
        } catch (InvalidPathException e) {
            throw new SpawnException("The program or PATH holds a character that no path can have; remove it", e);
        }
        throw new SpawnException(
                "There is no program " + program + " in PATH (" + path + "); install it or give its full path", null);
    }
}
