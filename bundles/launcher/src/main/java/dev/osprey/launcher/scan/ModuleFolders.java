package dev.osprey.launcher.scan;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds folders with a {@code module.md}. What lies below such a folder is its own business, and a Kite tree has its own rules. */
public final class ModuleFolders {

    /** The manifest's file name. */
    public static final String MANIFEST = "module.md";

    static final int USUAL_DEPTH = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ModuleFolders.class);
    private static final Set<String> SKIPPED = Set.of("node_modules", "__pycache__");
    private static final int MOST_FOLDERS = 5_000;

    private final Path root;
    private final int depth;
    private final List<Path> trees = new ArrayList<>();
    private boolean complained;

    ModuleFolders(Path root, int depth) {
        this.root = root;
        this.depth = depth;
    }

    /** In the order of their paths. For one thread. */
    List<Path> find() {
        return find(Set.of());
    }

    /** @param without names of folders in the root that are left out */
    List<Path> find(Set<String> without) {
        trees.clear();
        List<Path> found = new ArrayList<>();
        int[] left = {MOST_FOLDERS};
        collect(root, 1, found, left, without);
        if (left[0] < 0 && !complained) {
            complained = true;
            LOG.warn("More than {} folders below {}; modules behind that are not seen", MOST_FOLDERS, root);
        }
        Collections.sort(found);
        return found;
    }

    /** Kite trees below the root that the last search has seen and not entered. */
    List<Path> trees() {
        return List.copyOf(trees);
    }

    private void collect(Path folder, int level, List<Path> found, int[] left, Set<String> without) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, this::candidate)) {
            for (Path child : children) {
                if (--left[0] < 0) {
                    return;
                }
                if (without.contains(child.getFileName().toString())) {
                    continue;
                }
                if (Files.isReadable(child.resolve(MANIFEST))) {
                    found.add(child);
                } else if (KiteTree.at(child)) {
                    trees.add(child);
                } else if (level < depth) {
                    collect(child, level + 1, found, left, Set.of());
                }
            }
        } catch (IOException gone) {
            LOG.debug("{} cannot be listed", folder, gone);
        }
    }

    private boolean candidate(Path child) throws IOException {
        String name = child.getFileName().toString();
        if (name.startsWith(".") || SKIPPED.contains(name) || !Files.isDirectory(child)) {
            return false;
        }
        return !Files.isSymbolicLink(child) || child.toRealPath().startsWith(root.toRealPath());
    }
}
