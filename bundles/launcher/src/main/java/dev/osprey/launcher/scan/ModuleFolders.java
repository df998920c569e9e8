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

/** Finds folders with a {@code module.md}. What lies below such a folder is its own business. */
public final class ModuleFolders {

    /** The manifest's file name. */
    public static final String MANIFEST = "module.md";

    private static final Logger LOG = LoggerFactory.getLogger(ModuleFolders.class);
    private static final Set<String> SKIPPED = Set.of("node_modules", "__pycache__");
    private static final int MAX_DEPTH = 3;
    private static final int MOST_FOLDERS = 5_000;

    private final Path root;
    private boolean complained;

    public ModuleFolders(Path root) {
        this.root = root;
    }

    /** In the order of their paths. For one thread. */
    public List<Path> find() {
        List<Path> found = new ArrayList<>();
        int[] left = {MOST_FOLDERS};
        collect(root, 1, found, left);
        if (left[0] < 0 && !complained) {
            complained = true;
            LOG.warn("More than {} folders below {}; modules behind that are not seen", MOST_FOLDERS, root);
        }
        Collections.sort(found);
        return found;
    }

    private void collect(Path folder, int depth, List<Path> found, int[] left) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, this::candidate)) {
            for (Path child : children) {
                if (--left[0] < 0) {
                    return;
                }
                if (Files.isReadable(child.resolve(MANIFEST))) {
                    found.add(child);
                } else if (depth < MAX_DEPTH) {
                    collect(child, depth + 1, found, left);
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
