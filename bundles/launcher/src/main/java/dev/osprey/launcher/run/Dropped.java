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

/** One folder with a manifest, as the last look saw it. Changed by looks, one at a time; what it says of itself may be read by all. */
final class Dropped {

    final Path folder;
    private final String place;
    private FolderStamp settling;
    private FolderStamp read;
    private volatile Manifest manifest;
    private volatile String problem;
    private volatile String leftOut;
    private boolean passedOver;

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
        leftOut = null;
        passedOver = false;
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

    /** The path below the modules' folder. */
    String place() {
        return place;
    }

    /** Does not use it, although its manifest is right. @return whether that is news */
    boolean leaveOut(String why) {
        boolean news = !why.equals(leftOut);
        leftOut = why;
        return news;
    }

    /** Does not use it and does not list it. @return whether that is news */
    boolean passOver() {
        boolean news = !passedOver;
        passedOver = true;
        return news;
    }

    /** What was against it no longer is. */
    void use() {
        leftOut = null;
    }

    /** How a folder is listed that cannot be used. */
    ModuleStatus brokenStatus(String name) {
        return new ModuleStatus(
                name,
                name,
                "unknown",
                "unknown",
                ModuleState.DISABLED,
                false,
                ModulePhase.FAILED,
                0,
                null,
                null,
                leftOut == null ? problem : leftOut,
                folder.toString());
    }

    /** Whether there is nothing to run, and why. */
    boolean broken() {
        return leftOut != null || manifest == null && problem != null;
    }
}
