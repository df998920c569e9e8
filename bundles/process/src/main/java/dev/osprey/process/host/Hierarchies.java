package dev.osprey.process.host;

import dev.osprey.process.Applied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control groups that this Osprey may use, as found out by trying: a folder of its own below its own group in each hierarchy. Each resource
 * is chosen for by itself, since a host may have some controllers in version 2, some in version 1, and some nowhere.
 */
final class Hierarchies {

    private static final Logger LOG = LoggerFactory.getLogger(Hierarchies.class);
    private static final String PROBE = "probe";

    private final String name;
    private final Map<String, Lever> levers = new LinkedHashMap<>();
    private final Map<Lever, Path> roots = new EnumMap<>(Lever.class);
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private Tree tree;
    private Path treeRoot;

    private Hierarchies(String name) {
        this.name = name;
    }

    /** No groups. */
    static Hierarchies none() {
        return new Hierarchies("");
    }

    /** @param name of the folders that are Osprey's own */
    static Hierarchies probe(Mounts mounts, String name, SystemCalls calls) {
        Hierarchies found = new Hierarchies(name);
        mounts.second().ifPresent(own -> found.second(OwnLeaf.startedIn(own, name), calls));
        for (Lever lever : Lever.values()) {
            if (!lever.second() && !found.levers.containsKey(lever.resource())) {
                mounts.first(lever.controller()).ifPresent(own -> found.tryLever(lever, own.resolve(name)));
            }
        }
        if (found.tree == null) {
            mounts.first("freezer").ifPresent(own -> found.freezer(own.resolve(name), calls));
        }
        return found;
    }

    private void second(Path own, SystemCalls calls) {
        Path root = own.resolve(name);
        try {
            ControlFile.folder(root);
            String missing = new OwnLeaf(own, root).enable();
            Path probe = root.resolve(PROBE);
            ControlFile.folder(probe);
            ControlFile.write(probe.resolve("cgroup.freeze"), "0");
            ControlFile.removed(probe);
            tree = new SecondTree(calls);
            treeRoot = root;
            if (missing != null) {
                LOG.debug("No limits by control groups of version 2: {}", missing);
                List.of("cpu", "memory", "pids", "io").forEach(resource -> reasons.put(resource, missing));
            }
        } catch (IOException e) {
            reasons.put("kill", "the group " + own + " is not writable (" + e + ")");
            return;
        }
        for (Lever lever : Lever.values()) {
            if (lever.second() && !levers.containsKey(lever.resource())) {
                tryLever(lever, root);
            }
        }
    }

    private void freezer(Path root, SystemCalls calls) {
        Path probe = root.resolve(PROBE);
        try {
            ControlFile.folder(probe);
            ControlFile.write(probe.resolve("freezer.state"), "THAWED");
            tree = new FreezerTree(calls);
            treeRoot = root;
        } catch (IOException e) {
            reasons.put("kill", "the group " + root.getParent() + " is not writable (" + e + ")");
        } finally {
            ControlFile.removed(probe);
        }
    }

    private void tryLever(Lever lever, Path root) {
        Path probe = root.resolve(PROBE);
        try {
            ControlFile.folder(probe);
            lever.probe(probe);
            levers.put(lever.resource(), lever);
            roots.put(lever, root);
        } catch (IOException e) {
            reasons.putIfAbsent(lever.resource(), "the group " + root.getParent() + " offers no limit (" + e + ")");
        } finally {
            ControlFile.removed(probe);
        }
    }

    /** The hierarchy of members, if there is one. */
    Optional<Tree> tree() {
        return Optional.ofNullable(tree);
    }

    /** The folder below which the trees of spawns are, or null. */
    Path treeRoot() {
        return treeRoot;
    }

    Optional<Lever> lever(String resource) {
        return Optional.ofNullable(levers.get(resource));
    }

    Path folder(Lever lever, String mark) {
        return roots.get(lever).resolve(mark);
    }

    /** By what a resource is enforced by groups here, or why not. */
    Applied offer(String resource) {
        return lever(resource)
                .map(lever -> new Applied(resource, lever.by(), null))
                .orElseGet(() -> new Applied(
                        resource, "none", reasons.getOrDefault(resource, "there are no control groups to use")));
    }

    /** All folders in which there may be groups of spawns, each once. */
    Set<Path> allRoots() {
        Set<Path> all = new LinkedHashSet<>(roots.values());
        if (treeRoot != null) {
            all.add(treeRoot);
        }
        return all;
    }

    /** The group of a spawn of which a process is a member, told by its path. */
    Optional<String> markOf(long pid) {
        if (tree == null) {
            return Optional.empty();
        }
        String ours = "/" + name + "/";
        for (String line : ControlFile.lines(Path.of("/proc", String.valueOf(pid), "cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",")).contains(tree.inList())) {
                int at = parts[2].indexOf(ours);
                if (at >= 0) {
                    String rest = parts[2].substring(at + ours.length());
                    int end = rest.indexOf('/');
                    String mark = end < 0 ? rest : rest.substring(0, end);
                    return mark.equals(OwnLeaf.NAME) ? Optional.empty() : Optional.of(mark);
                }
            }
        }
        return Optional.empty();
    }

    /** The names of the groups of spawns that are there. */
    List<String> marks() {
        Set<String> marks = new LinkedHashSet<>();
        for (Path root : allRoots()) {
            List<Path> groups = new ArrayList<>();
            try (var inside = Files.newDirectoryStream(root, Files::isDirectory)) {
                inside.forEach(groups::add);
            } catch (IOException e) {
                LOG.warn("Cannot look for control groups that an earlier run left in {}", root, e);
            }
            groups.stream()
                    .map(group -> group.getFileName().toString())
                    .filter(mark -> !mark.equals(OwnLeaf.NAME) && !mark.equals(PROBE))
                    .forEach(marks::add);
        }
        return List.copyOf(marks);
    }

    /** Whatever there is of a group that an earlier run left. */
    Map<Lever, Path> existing(String mark) {
        Map<Lever, Path> found = new EnumMap<>(Lever.class);
        roots.forEach((lever, root) -> {
            Path group = root.resolve(mark);
            if (Files.isDirectory(group)) {
                found.put(lever, group);
            }
        });
        return found;
    }
}
