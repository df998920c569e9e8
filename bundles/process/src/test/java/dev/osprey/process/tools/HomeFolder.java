package dev.osprey.process.tools;

import dev.osprey.system.Home;
import java.nio.file.Path;

/** A home that is one folder. */
record HomeFolder(Path root) implements Home {

    @Override
    public Path modules() {
        return root;
    }

    @Override
    public Path deploy() {
        return root;
    }

    @Override
    public Path workspace() {
        return root;
    }

    @Override
    public Path logs() {
        return root;
    }

    @Override
    public Path secrets() {
        return root;
    }

    @Override
    public Path run() {
        return root;
    }

    @Override
    public Path data() {
        return root;
    }
}
