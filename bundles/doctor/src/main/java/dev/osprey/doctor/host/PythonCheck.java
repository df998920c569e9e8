package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python for modules, judged by its files: nothing is started. */
final class PythonCheck implements Check {

    private static final String NAME = "host.python";
    private static final Pattern VERSION = Pattern.compile("python3\\.(\\d{1,3})");

    private final Host host;

    PythonCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        Optional<Path> program = host.program("python3").map(this::behindShim);
        if (program.isEmpty()) {
            return Found.limited(
                    NAME, "No python3: Python modules do not run", "sudo apt-get install python3 python3-websockets");
        }
        Optional<Integer> minor = minor(program.get());
        String found = "Python 3" + minor.map(number -> "." + number).orElse("") + " in " + host.shown(program.get());
        if (minor.isPresent() && minor.get() < 8) {
            return Found.limited(NAME, found + "; modules expect 3.8 or later", "Install a newer python3");
        }
        return websockets(program.get(), minor)
                ? Found.ok(NAME, found + ", with the package websockets")
                : Found.limited(
                        NAME,
                        found + "; its package websockets was not found: modules that use it do not start",
                        "sudo apt-get install python3-websockets, or python3 -m pip install --user websockets");
    }

    /** A version manager puts a script of its own on the path; a file beside it names the version. */
    private Path behindShim(Path program) {
        Path prefix = program.getParent().getParent();
        String version = host.text(host.shown(prefix) + "/version").orElse("");
        Path real = prefix.resolve("versions").resolve(version).resolve("bin").resolve("python3");
        return version.matches("[0-9.]+") && Files.exists(real) ? real : program;
    }

    private static Optional<Integer> minor(Path program) {
        try {
            Matcher name = VERSION.matcher(program.toRealPath().getFileName().toString());
            return name.matches() ? Optional.of(Integer.valueOf(name.group(1))) : Optional.empty();
        } catch (IOException dangling) {
            return Optional.empty();
        }
    }

    private boolean websockets(Path program, Optional<Integer> minor) {
        Path prefix = program.getParent().getParent();
        String version = minor.map(number -> "python3." + number).orElse("python3");
        String home = host.property("user.home");
        Path user = host.path((home.startsWith("/") ? home : "/root") + "/.local");
        for (Path base : List.of(prefix, host.path("/usr/local"), host.path("/usr"), user)) {
            for (String folder : List.of(version, "python3")) {
                for (String packages : List.of("site-packages", "dist-packages")) {
                    Path place = base.resolve("lib").resolve(folder).resolve(packages);
                    if (Files.isDirectory(place.resolve("websockets"))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
