package dev.osprey.launcher.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what would be run is under the control of our own user or root alone: nobody else may write the manifest, its folder, or a folder on
 * the way to it. A group of the owner's own name holds nobody else.
 */
final class Ownership {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final String UID = "unix:uid";
    private static final int ROOT = 0;

    // null where it cannot be told; then only the modes count
    private final Integer ours;

    Ownership() {
        this.ours = ownUid();
    }

    private static Integer ownUid() {
        try {
            Path mine = Files.createTempFile("osprey-", null);
            try {
                return (Integer) Files.getAttribute(mine, UID);
            } finally {
                Files.delete(mine);
            }
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            LOG.warn("Cannot tell our own user id, so the owners of modules are not checked: {}", e.toString());
            return null;
        }
    }

    /** What is wrong and how to mend it, or null. */
    String problem(Path folder, Path root) {
        try {
            Path manifest = folder.resolve(ModuleFolders.MANIFEST).toRealPath();
            if (!manifest.startsWith(folder.toRealPath())) {
                return folder.resolve(ModuleFolders.MANIFEST) + " is a link to " + manifest
                        + ", outside the module's folder; put the file itself there";
            }
            String problem = of(manifest);
            Path way = folder.toRealPath();
            Path top = root.toRealPath();
            while (problem == null && way != null) {
                problem = of(way);
                way = way.equals(top) || !way.startsWith(top) ? null : way.getParent();
            }
            return problem;
        } catch (IOException gone) {
            // what goes away while it is looked at is no longer found the next time
            return null;
        }
    }

    private String of(Path path) throws IOException {
        int uid = ours == null ? ROOT : (Integer) Files.getAttribute(path, UID);
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        String owner = attributes.owner().getName();
        if (uid != ROOT && uid != ours) {
            return path + " belongs to " + owner + ", neither to the user of Osprey nor to root; chown it, or set"
                    + " owner.check=false";
        }
        Set<PosixFilePermission> mode = attributes.permissions();
        if (mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            return path + " can be written by everyone; chmod o-w it, or set owner.check=false";
        }
        String group = attributes.group().getName();
        if (mode.contains(PosixFilePermission.GROUP_WRITE) && !group.equals(owner)) {
            return path + " can be written by the group " + group + "; chmod g-w it, or set owner.check=false";
        }
        return null;
    }
}
