package dev.osprey.launcher.run;

import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.manifest.ManifestException;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.launcher.scan.FolderStamp;
import dev.osprey.launcher.scan.ModuleFolders;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import java.nio.file.Path;

/** One folder with a manifest, as the last look saw it. Used by the scanning thread; its problem is read by all. */
final class Dropped {

    final Path folder;
    private final String place;
    private FolderStamp settling;
    private FolderStamp read;
    private Manifest manifest;
    private volatile String problem;

    Dropped(Path root, Path folder) {
        this.folder = folder;
        this.place = root.relativize(folder).toString();
    }

    /** Whether the manifest is new or has changed since it was read. */
    boolean changed() {
        return !FolderStamp.ofFile(folder.resolve(ModuleFolders.MANIFEST)).equals(read);
    }

    /** Whether two looks in a row saw the same folder, so that nobody is copying into it any more. */
    boolean settled() {
        FolderStamp now = FolderStamp.ofTree(folder);
        boolean same = now.equals(settling);
        settling = now;
        return same;
    }

    /** Reads the manifest. An unusable one leaves the last usable one in force and is told by {@link #problem()}. */
    Manifest load() {
        Path file = folder.resolve(ModuleFolders.MANIFEST);
        read = FolderStamp.ofFile(file);
        settling = null;
        try {
            manifest = ManifestReader.read(file);
            problem = null;
        } catch (ManifestException e) {
            problem = e.getMessage();
        }
        return manifest;
    }

    Manifest manifest() {
        return manifest;
    }

    String problem() {
        return problem;
    }

    /** How a folder is listed whose manifest never could be used. */
    ModuleStatus brokenStatus() {
        return new ModuleStatus(
                place,
                place,
                "unknown",
                "unknown",
                ModuleState.DISABLED,
                false,
                ModulePhase.FAILED,
                0,
                null,
                null,
                problem,
                folder.toString());
    }

    boolean broken() {
        return manifest == null && problem != null;
    }
}
