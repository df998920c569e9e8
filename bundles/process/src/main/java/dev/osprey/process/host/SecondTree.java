package dev.osprey.process.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Version 2: one tree for everything, that can be frozen and, since Linux 5.14, killed by one write. */
final class SecondTree extends Tree {

    SecondTree(SystemCalls calls) {
        super(calls);
    }

    @Override
    String by() {
        return "cgroup2";
    }

    @Override
    String inList() {
        return "";
    }

    @Override
    boolean populated(Path group) {
        return ControlFile.number(group.resolve("cgroup.events"), "populated") == 1;
    }

    @Override
    boolean freeze(Path group) {
        try {
            ControlFile.write(group.resolve("cgroup.freeze"), "1");
        } catch (IOException e) {
            return false;
        }
        return await(() -> ControlFile.number(group.resolve("cgroup.events"), "frozen") != 0);
    }

    @Override
    void thaw(Path group) {
        try {
            ControlFile.write(group.resolve("cgroup.freeze"), "0");
        } catch (IOException ignored) {
            // The group has gone, and its members with it.
        }
    }

    @Override
    void kill(Path group) {
        try {
            ControlFile.write(group.resolve("cgroup.kill"), "1");
        } catch (IOException e) {
            if (Files.isDirectory(group)) {
                // Standing members cannot fork away; a kill reaches them as they stand.
                freeze(group);
                killEach(group);
                thaw(group);
            }
        }
    }
}
