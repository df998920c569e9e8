package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the home belongs to this user, and is closed to others where it must be. */
final class HomeCheck implements Check {

    private static final String HOME = "host.home";
    private static final String SECRETS = "host.secrets";

    private final Host host;

    HomeCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        Path home = host.home();
        if (!Files.exists(home)) {
            return Found.ok(HOME, home + " is not there yet; the first start makes it");
        }
        if (!Files.isDirectory(home) || !Files.isWritable(home) || !Files.isExecutable(home)) {
            return Found.fail(
                    HOME,
                    home + " is no folder that this user may write",
                    "sudo chown -R " + host.property("user.name") + " " + home
                            + "; or set OSPREY_HOME to another folder");
        }
        List<Finding> findings = new ArrayList<>(Found.ok(HOME, home + " can be written by this user"));
        findings.addAll(secrets(home.resolve("secrets")));
        return findings;
    }

    private static List<Finding> secrets(Path secrets) {
        if (!Files.isDirectory(secrets)
                || !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(secrets)) {
            List<Path> open = all.filter(HomeCheck::open).toList();
            return open.isEmpty()
                    ? Found.ok(SECRETS, "Nobody else may read " + secrets)
                    : Found.fail(
                            SECRETS,
                            "Others may read or write " + open.get(0)
                                    + (open.size() > 1 ? " and " + (open.size() - 1) + " more" : ""),
                            "chmod -R go-rwx " + secrets + "; whoever could read a token has it: the tool"
                                    + " access.token.create with name admin and role admin makes a new one");
        } catch (IOException | UncheckedIOException e) {
            return Found.fail(
                    SECRETS, secrets + " cannot be read: " + e.getMessage(), "Check its owner: ls -la " + secrets);
        }
    }

    private static boolean open(Path path) {
        try {
            Set<PosixFilePermission> others = PosixFilePermissions.fromString("---rwxrwx");
            others.retainAll(Files.getPosixFilePermissions(path));
            return !Files.isSymbolicLink(path) && !others.isEmpty();
        } catch (IOException gone) {
            return false;
        }
    }
}
