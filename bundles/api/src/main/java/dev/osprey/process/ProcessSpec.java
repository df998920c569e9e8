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
 */
public record ProcessSpec(String name, String owner, List<String> argv, Path folder, Map<String, String> environment) {
    public ProcessSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(folder, "folder");
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("argv is empty; name a program");
        }
    }
}
