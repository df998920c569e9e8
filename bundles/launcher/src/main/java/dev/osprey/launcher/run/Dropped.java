package dev.osprey.launcher.run;

import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.manifest.ManifestException;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.launcher.scan.FolderStamp;
import dev.osprey.launcher.scan.Found;
import dev.osprey.launcher.scan.ModuleFolders;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Why;
import java.nio.file.Path;
import java.time.Instant;

/** One folder with a manifest, as the last look saw it. Changed by looks, one at a time; what it says of itself may be read by all. */
final class Dropped {

    final Found found;
    private FolderStamp settling;
    private FolderStamp read;
    private String refused;
    private volatile Manifest manifest;
    private volatile Why problem;
    private volatile Why leftOut;
    private boolean passedOver;

    Dropped(Found found) {
        this.found = found;
    }

    Path folder() {
        return found.folder();
    }

    /** Whether the manifest is new or has changed since it was read. */
    boolean changed() {
        return !FolderStamp.ofFile(folder().resolve(ModuleFolders.MANIFEST)).equals(read);
    }

    /** Whether two looks in a row saw the same folder, so that nobody is copying into it any more. */
    boolean settled() {
        FolderStamp now = FolderStamp.ofTree(folder());
        boolean same = now.equals(settling);
        settling = now;
        return same;
    }

    /** Reads the manifest. An unusable one leaves the last usable one in force and is told by {@link #problem()}. */
    Manifest load() {
        Path file = folder().resolve(ModuleFolders.MANIFEST);
        read = FolderStamp.ofFile(file);
        settling = null;
        leftOut = null;
        passedOver = false;
        try {
            manifest = ManifestReader.read(file);
            problem = null;
        } catch (ManifestException e) {
            problem = new Why(Why.Code.MANIFEST, e.getMessage(), null, Instant.now());
        }
        return manifest;
    }

    Manifest manifest() {
        return manifest;
    }

    /** What is wrong with its manifest, or null. */
    Why problem() {
        return problem;
    }

    /** The path below its source. */
    String place() {
        return found.root().relativize(folder()).toString();
    }

    /** What the source has against it, or null. @return whether that is news */
    boolean refuse(String why) {
        boolean news = why == null ? refused != null : !why.equals(refused);
        refused = why;
        return news;
    }

    /** Does not use it, although its manifest is right. @return whether that is news */
    boolean leaveOut(Why.Code code, String why) {
        boolean news = leftOut == null || !why.equals(leftOut.text());
        if (news) {
            leftOut = new Why(code, why, null, Instant.now());
        }
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
        Why why = leftOut == null ? problem : leftOut;
        return Statuses.broken(name, ModuleKind.PROCESS, folder().toString(), why, why == null ? null : why.at());
    }

    /** Whether there is nothing to run, and why. */
    boolean broken() {
        return leftOut != null || manifest == null && problem != null;
    }
}
