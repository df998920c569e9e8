package dev.osprey.launcher.scan;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder that is searched for modules and Kite trees, or a file that lists modules. For one thread. */
final class Source {

    private static final Pattern DEPTH = Pattern.compile("(.*);depth=([1-8])");

    private final Path path;
    private final ModuleFolders folders;
    private final Map<Path, KiteTree> trees = new LinkedHashMap<>();

    Source(Path path, int depth) {
        this.path = path;
        this.folders = new ModuleFolders(path, depth);
    }

    /**
     * One as configured.
     *
     * @param text a path, with {@code ;depth=N} behind it if it is not searched three levels deep
     * @throws IllegalArgumentException if it is none
     */
    static Source of(String text) {
        Matcher depth = DEPTH.matcher(text.strip());
        String where = depth.matches() ? depth.group(1) : text.strip();
        try {
            Path path = Path.of(where);
            if (path.isAbsolute()) {
                return new Source(
                        path.normalize(),
                        depth.matches() ? Integer.parseInt(depth.group(2)) : ModuleFolders.USUAL_DEPTH);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("The source " + text + " is no path; give an absolute one", e);
        }
        throw new IllegalArgumentException("The source " + text + " is not absolute; give a path from / on, and"
                + " ;depth=N behind it for another depth than " + ModuleFolders.USUAL_DEPTH);
    }

    Path path() {
        return path;
    }

    /** Folders with their roots. */
    Map<Path, Path> find() {
        Map<Path, Path> found = new LinkedHashMap<>();
        if (Files.isRegularFile(path)) {
            new ModuleList(path, path.getParent())
                    .find()
                    .forEach(folder -> found.putIfAbsent(folder, path.getParent()));
            return found;
        }
        boolean treeItself = KiteTree.at(path);
        List<Path> plain = folders.find(treeItself ? tree(path).own() : Set.of());
        if (treeItself) {
            tree(path).find().forEach(folder -> found.putIfAbsent(folder, path));
        }
        plain.forEach(folder -> found.putIfAbsent(folder, path));
        List<Path> below = folders.trees();
        trees.keySet().removeIf(root -> !root.equals(path) && !below.contains(root));
        for (Path root : below) {
            tree(root).find().forEach(folder -> found.putIfAbsent(folder, root));
        }
        return found;
    }

    private KiteTree tree(Path root) {
        return trees.computeIfAbsent(root, KiteTree::new);
    }
}
