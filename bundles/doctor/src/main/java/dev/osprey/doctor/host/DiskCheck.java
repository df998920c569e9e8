package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Room where Osprey keeps what it knows. */
final class DiskCheck implements Check {

    private static final String NAME = "host.disk";
    private static final long LEAST = 100L << 20;
    private static final long GOOD = 1L << 30;

    private final Host host;

    DiskCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        Path place = host.home();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        long free;
        try {
            FileStore store = Files.getFileStore(place);
            if (store.isReadOnly()) {
                return Found.fail(
                        NAME, place + " is on a file system that is read-only", "Set OSPREY_HOME to another folder");
            }
            free = store.getUsableSpace();
        } catch (IOException e) {
            return Found.fail(
                    NAME, "The disk of " + place + " cannot be looked at: " + e.getMessage(), "df -h " + place);
        }
        String found = Found.mebibytes(free) + " free at " + place;
        String remedy = "Make room, or set OSPREY_HOME to another disk; du -xh " + place
                + " | sort -h | tail says what is large";
        if (free < LEAST) {
            return Found.fail(NAME, found, remedy);
        }
        return free < GOOD ? Found.warn(NAME, found, remedy) : Found.ok(NAME, found);
    }
}
