package dev.osprey.launcher.run;

import dev.osprey.system.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A home in a temporary folder. */
record FakeHome(Path root) implements Home {

    private Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path modules() {
        return folder("modules");
    }

    @Override
    public Path deploy() {
        return folder("deploy");
    }

    @Override
    public Path workspace() {
        return folder("workspace");
    }

    @Override
    public Path logs() {
        return folder("logs");
    }

    @Override
    public Path secrets() {
        return folder("secrets");
    }

    @Override
    public Path run() {
        return folder("run");
    }

    @Override
    public Path data() {
        return folder("data");
    }
}
