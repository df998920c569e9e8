package dev.osprey.launcher.run;

import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.module.ModuleActionException;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Program, arguments and working folder of a module. What the manifest names inside the module's folder must really lie there, links
 * followed.
 *
 * @param argv program and arguments
 * @param folder working folder
 */
record CommandLine(List<String> argv, Path folder) {

    private static final Pattern PYTHON_FORM = Pattern.compile("-m\\s.*");
    private static final Pattern JAVA_FORM = Pattern.compile("-cp\\s+\\S+\\s+\\S.*");
    private static final Pattern NODE_FORM = Pattern.compile("(-e|--eval)\\s.*");

    /** @param programs what {@code python}, {@code node} and {@code java} are called on this host */
    static CommandLine of(Manifest manifest, Path module, Runtimes programs) {
        Path folder = inside(module, manifest.launch().folder(), "launch.cwd");
        return new CommandLine(argv(manifest, module, programs), folder);
    }

    private static List<String> argv(Manifest manifest, Path module, Runtimes programs) {
        List<String> command = manifest.launch().command();
        if (!command.isEmpty()) {
            List<String> argv = new ArrayList<>(command);
            if (command.get(0).indexOf('/') > 0) {
                argv.set(0, inside(module, command.get(0), "launch.cmd").toString());
            }
            return argv;
        }
        String entry = manifest.entry();
        return switch (manifest.runtime()) {
            case "python" -> with(programs.python(), PYTHON_FORM, entry, module);
            case "node" -> with(programs.node(), NODE_FORM, entry, module);
            case "java" -> java(programs.java(), entry, module);
            default -> List.of(inside(module, entry, "entry").toString());
        };
    }

    private static List<String> with(String program, Pattern form, String entry, Path module) {
        List<String> argv = new ArrayList<>(List.of(program));
        if (form.matcher(entry).matches()) {
            argv.addAll(Arrays.asList(entry.split("\\s+")));
        } else {
            argv.add(inside(module, entry, "entry").toString());
        }
        return argv;
    }

    /** A jar, or {@code -cp PATH Main} with paths of the module's folder. */
    private static List<String> java(String program, String entry, Path module) {
        if (!JAVA_FORM.matcher(entry).matches()) {
            return List.of(program, "-jar", inside(module, entry, "entry").toString());
        }
        List<String> argv = new ArrayList<>(List.of(program));
        String[] words = entry.split("\\s+");
        argv.add(words[0]);
        argv.add(Arrays.stream(words[1].split(File.pathSeparator))
                .map(part -> inside(module, part, "entry").toString())
                .collect(Collectors.joining(File.pathSeparator)));
        argv.addAll(Arrays.asList(words).subList(2, words.length));
        return argv;
    }

    private static Path inside(Path module, String relative, String field) {
        try {
            Path root = module.toRealPath();
            Path path = root.resolve(relative).toRealPath();
            if (!path.startsWith(root)) {
                throw new ModuleActionException(field + " is " + relative + ", which lies outside " + module
                        + "; keep it in the module's folder");
            }
            return path;
        } catch (IOException | InvalidPathException e) {
            throw new ModuleActionException(
                    field + " is " + relative + ", which is not in " + module + "; correct module.md or add the file");
        }
    }
}
