package dev.osprey.launcher.scan;

import dev.osprey.launcher.manifest.Discovery;
import dev.osprey.launcher.manifest.ManifestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that holds Kite itself: {@code core/} with its launcher, and beside that its modules. Its own launcher's {@code discovery} says where
 * they are, else they are in {@code core} and {@code extensions}.
 */
public final class KiteTree {

    /** Why Kite's watchdog does not start by itself. */
    public static final String REPLACED = "Osprey's own watchdog does its work. The state enabled runs this one all the"
            + " same; to restart modules it needs the grant module.restart";

    private static final Logger LOG = LoggerFactory.getLogger(KiteTree.class);
    private static final String CORE = "core";
    private static final String EXTENSIONS = "extensions";
    private static final String WATCHDOG = "watchdog";

    private final Path root;
    private final Path launcher;
    private FolderStamp read;
    private List<Discovery> discovery = List.of();
    private final Set<String> complaints = new HashSet<>();

    KiteTree(Path root) {
        this.root = root;
        this.launcher = manifest(root, "launcher");
    }

    /** Whether one is there. */
    static boolean at(Path folder) {
        return Files.isReadable(manifest(folder, "launcher"))
                || Files.isReadable(manifest(folder, "registry")) && Files.isReadable(manifest(folder, "event_hub"));
    }

    private static Path manifest(Path root, String name) {
        return root.resolve(CORE).resolve(name).resolve(ModuleFolders.MANIFEST);
    }

    /** Whether a module of this name does what a part of Osprey does that may be there or not. */
    public static boolean replaced(String name) {
        return WATCHDOG.equals(name);
    }

    /** Names of folders in the root that are this tree's own business. */
    Set<String> own() {
        return Set.of(CORE, EXTENSIONS);
    }

    /** Its modules' folders. For one thread. */
    List<Path> find() {
        FolderStamp now = FolderStamp.ofFile(launcher);
        if (!now.equals(read)) {
            read = now;
            complaints.clear();
            discovery = discovery();
        }
        List<Path> found = new ArrayList<>(folders(CORE));
        if (discovery.isEmpty()) {
            found.addAll(folders(EXTENSIONS));
        }
        for (Discovery source : discovery) {
            Path path = root.resolve(source.path()).normalize();
            if (inside(path)) {
                found.addAll(
                        source.list()
                                ? new ModuleList(path, root)
                                        .find().stream().filter(this::inside).toList()
                                : new ModuleFolders(path, source.depth()).find());
            } else {
                complain(launcher + ": discovery." + source.name() + " is at " + source.path() + ", which is not in "
                        + root + "; it is left out");
            }
        }
        return found;
    }

    private List<Path> folders(String name) {
        return new ModuleFolders(root.resolve(name), ModuleFolders.USUAL_DEPTH).find();
    }

    private boolean inside(Path path) {
        try {
            return path.toRealPath().startsWith(root.toRealPath());
        } catch (IOException gone) {
            // it may come; until then nothing is found there
            return path.startsWith(root);
        }
    }

    private List<Discovery> discovery() {
        if (!Files.isReadable(launcher)) {
            return List.of();
        }
        try {
            List<Discovery> sources = Discovery.read(launcher);
            if (!sources.isEmpty()) {
                LOG.info("Kite's tree {} names its sources: {}", root, sources);
            }
            return sources;
        } catch (ManifestException e) {
            complain(e.getMessage() + "; core and extensions are searched");
            return List.of();
        }
    }

    private void complain(String text) {
        if (complaints.add(text)) {
            LOG.warn("{}", text);
        }
    }
}
