package dev.osprey.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Who may read a key file: nobody but us. Where it belongs to another user, its group may read it, since that is how we do. */
final class KeyMode {

    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> ANOTHERS = PosixFilePermissions.fromString("rwxr-x---");

    private KeyMode() {}

    static void check(Path key) throws IdentityException {
        PosixFileAttributeView view = Files.getFileAttributeView(key, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        try {
            PosixFileAttributes attributes = view.readAttributes();
            boolean ours = attributes.owner().getName().equals(System.getProperty("user.name"));
            Set<PosixFilePermission> tooWide = EnumSet.noneOf(PosixFilePermission.class);
            tooWide.addAll(attributes.permissions());
            tooWide.removeAll(ours ? OURS : ANOTHERS);
            if (!tooWide.isEmpty()) {
                throw new IdentityException(
                        "The key file " + key + " is open to others (mode "
                                + PosixFilePermissions.toString(attributes.permissions()) + ")",
                        "chmod " + (ours ? "600 " : "640 ") + key);
            }
        } catch (IOException e) {
            throw new IdentityException(
                    "The key file " + key + " cannot be looked at: " + e,
                    "check that it is there and that this user may read it",
                    e);
        }
    }
}
