package dev.osprey.process.host;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the control group of a process is to be found in the file system, for each controller: read from {@code /proc/self/cgroup} (which
 * group) and {@code /proc/self/mountinfo} (where groups are mounted, and from which on).
 */
final class Mounts {

    private static final String SECOND = "";
    private static final Path PROC = Path.of("/proc/self");

    private final Map<String, Path> own = new HashMap<>();
    private final boolean second;

    /** @param groups the lines of {@code cgroup}; @param mounts those of {@code mountinfo} */
    Mounts(List<String> groups, List<String> mounts) {
        Map<String, String> paths = new HashMap<>();
        for (String line : groups) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3) {
                for (String controller : parts[1].split(",")) {
                    paths.put(controller, parts[2]);
                }
            }
        }
        boolean pure = true;
        for (String line : mounts) {
            // 36 35 98:0 /root /point options… - type source superoptions
            String[] halves = line.split(" - ", 2);
            String[] left = halves[0].split(" ");
            String[] right = halves.length == 2 ? halves[1].split(" ") : new String[0];
            if (left.length < 6 || right.length < 3) {
                continue;
            }
            if (right[0].equals("cgroup2")) {
                place(SECOND, left, paths);
            } else if (right[0].equals("cgroup")) {
                pure = false;
                Arrays.stream(right[2].split(","))
                        .filter(paths::containsKey)
                        .forEach(controller -> place(controller, left, paths));
            }
        }
        this.second = pure && own.containsKey(SECOND);
    }

    static Mounts ofThisProcess() {
        return new Mounts(ControlFile.lines(PROC.resolve("cgroup")), ControlFile.lines(PROC.resolve("mountinfo")));
    }

    private void place(String controller, String[] mount, Map<String, String> paths) {
        String path = paths.get(controller);
        String root = plain(mount[3]);
        if (path == null || path.startsWith("/..")) {
            // Outside of what this namespace sees: there is nothing that one could call one's own.
            return;
        }
        if (!root.equals("/")) {
            if (!path.equals(root) && !path.startsWith(root + "/")) {
                return;
            }
            path = path.substring(root.length());
        }
        own.putIfAbsent(controller, Path.of(plain(mount[4]) + path).normalize());
    }

    /** mountinfo writes a space, a tab, a line feed and a backslash as three octal digits. */
    private static String plain(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    /** Whether there are groups of version 2 and none of version 1. */
    boolean onlySecond() {
        return second;
    }

    /** The own group of version 2. */
    Optional<Path> second() {
        return Optional.ofNullable(own.get(SECOND));
    }

    /** The own group of a controller of version 1. */
    Optional<Path> first(String controller) {
        return Optional.ofNullable(own.get(controller));
    }
}
