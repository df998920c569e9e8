package dev.osprey.process.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the controllers of version 2 for the groups below ours. A group whose children have controllers may hold no process itself, so Osprey,
 * and the script that started it, move from their own group into a leaf below. If that does not help, as others are in the group too, they
 * move back.
 */
final class OwnLeaf {

    static final String NAME = "self";

    private static final Logger LOG = LoggerFactory.getLogger(OwnLeaf.class);
    private static final List<String> USUAL = List.of("cpu", "memory", "pids", "io");
    private static final String SWITCH = "cgroup.subtree_control";
    private static final String PROCS = "cgroup.procs";

    private final Path own;
    private final Path root;
    private final ProcessHandle osprey;
    private final List<String> useful;

    /** @param own the group that Osprey was started in; @param root that of the spawns, right below */
    OwnLeaf(Path own, Path root) {
        this(own, root, ProcessHandle.current(), USUAL);
    }

    OwnLeaf(Path own, Path root, ProcessHandle osprey, List<String> useful) {
        this.own = own;
        this.root = root;
        this.osprey = osprey;
        this.useful = useful;
    }

    /** The group that Osprey was started in, even if it has moved into its leaf since. */
    static Path startedIn(Path own, String name) {
        return own.endsWith(Path.of(name, NAME)) ? own.getParent().getParent() : own;
    }

    /** Switches on what there is. @return what is missing and why, or null */
    String enable() {
        List<String> there = words(own.resolve("cgroup.controllers"));
        List<String> wanted = useful.stream().filter(there::contains).toList();
        if (wanted.isEmpty()) {
            return "the group " + own + " was given no controllers";
        }
        Optional<String> refused = on(own, wanted);
        if (refused.isPresent()) {
            refused = moveAndTry(wanted);
        }
        if (refused.isPresent()) {
            return refused.get()
                    + "; start with systemd-run --user --scope -p Delegate=yes, or set Delegate=yes in the unit";
        }
        return on(root, wanted).orElse(null);
    }

    private Optional<String> moveAndTry(List<String> wanted) {
        List<Long> moved = new ArrayList<>();
        Path leaf = root.resolve(NAME);
        try {
            ControlFile.folder(leaf);
            for (long pid : movable()) {
                move(pid, leaf);
                moved.add(pid);
            }
        } catch (IOException e) {
            back(moved, leaf);
            return Optional.of("Osprey cannot move into the group " + leaf + " (" + e.getMessage() + ")");
        }
        Optional<String> refused = on(own, wanted);
        if (refused.isPresent()) {
            back(moved, leaf);
        } else {
            LOG.info("Moved {} processes of Osprey from the control group {} to {}", moved.size(), own, leaf);
        }
        return refused;
    }

    private void back(List<Long> moved, Path leaf) {
        for (long pid : moved) {
            try {
                move(pid, own);
            } catch (IOException e) {
                LOG.debug("Process {} stays in {}", pid, leaf, e);
            }
        }
        ControlFile.removed(leaf);
    }

    /** This process, its children and those above it that are in the same group; nobody else's. */
    private List<Long> movable() throws IOException {
        List<Long> inGroup = new ArrayList<>();
        for (String line : ControlFile.lines(own.resolve(PROCS))) {
            inGroup.add(Long.parseLong(line.trim()));
        }
        List<Long> ours = new ArrayList<>();
        for (Optional<ProcessHandle> each = Optional.of(osprey);
                each.isPresent();
                each = each.get().parent()) {
            ours.add(each.get().pid());
        }
        osprey.descendants().map(ProcessHandle::pid).forEach(ours::add);
        ours.retainAll(inGroup);
        return ours;
    }

    private static void move(long pid, Path group) throws IOException {
        ControlFile.write(group.resolve(PROCS), String.valueOf(pid));
    }

    /** @return why not */
    private static Optional<String> on(Path group, List<String> wanted) {
        Path file = group.resolve(SWITCH);
        for (String controller : wanted) {
            if (!words(file).contains(controller)) {
                try {
                    ControlFile.write(file, "+" + controller);
                } catch (IOException e) {
                    return Optional.of(
                            "the group " + group + " does not hand on " + controller + " (" + e.getMessage() + ")");
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> words(Path file) {
        return Files.isReadable(file)
                ? ControlFile.lines(file).stream()
                        .flatMap(line -> Arrays.stream(line.split(" ")))
                        .toList()
                : List.of();
    }
}
