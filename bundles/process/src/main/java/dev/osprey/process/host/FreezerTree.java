package dev.osprey.process.host;

import java.io.IOException;
import java.nio.file.Path;

/** Version 1: the hierarchy of the freezer. Its members are killed as they stand, and die when they go on. */
final class FreezerTree extends Tree {

    private static final String STATE = "freezer.state";

    FreezerTree(SystemCalls calls) {
        super(calls);
    }

    @Override
    String by() {
        return "cgroup1";
    }

    @Override
    String inList() {
        return "freezer";
    }

    @Override
    boolean populated(Path group) {
        return !members(group).isEmpty();
    }

    @Override
    boolean freeze(Path group) {
        return set(group, "FROZEN")
                && await(() -> {
                    try {
                        return ControlFile.read(group.resolve(STATE)).equals("FROZEN");
                    } catch (IOException e) {
                        return true;
                    }
                });
    }

    @Override
    void thaw(Path group) {
        set(group, "THAWED");
    }

    @Override
    void kill(Path group) {
        freeze(group);
        killEach(group);
        thaw(group);
    }

    private static boolean set(Path group, String state) {
        try {
            ControlFile.write(group.resolve(STATE), state);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
