package dev.osprey.doctor.host;

import dev.osprey.system.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A machine in a folder. */
final class FakeMachine {

    final Path root;
    final Map<String, String> properties = new HashMap<>(Map.of(
            "os.name", "Linux",
            "user.name", "ann",
            "user.home", "/home/ann",
            "java.specification.version", "17",
            "sun.arch.data.model", "64"));
    final Map<String, String> variables = new HashMap<>(Map.of("PATH", "/usr/local/bin:/usr/bin", "LANG", "C.UTF-8"));

    FakeMachine(Path root) {
        this.root = root;
    }

    Host host() {
        return new Host(root, root.resolve("home/ann/.osprey"), properties::get, variables::get);
    }

    Path file(String absolute, String content) {
        Path file = root.resolve(absolute.substring(1));
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void program(String absolute) throws IOException {
        Files.setPosixFilePermissions(file(absolute, ""), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void link(String absolute, String target) throws IOException {
        Path link = root.resolve(absolute.substring(1));
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    /** What a check of this machine finds first. */
    Finding look(String check) {
        return all(check).get(0);
    }

    List<Finding> all(String check) {
        return HostChecks.stopped(host()).get(check).look();
    }
}
