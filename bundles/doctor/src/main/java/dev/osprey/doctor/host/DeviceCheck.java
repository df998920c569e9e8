package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Devices of one kind: whether there are any, and whether this user may use them. */
final class DeviceCheck implements Check {

    private static final int MOST_NAMED = 4;

    private final Host host;
    private final String name;
    private final String kind;
    private final String group;
    private final List<String> places;

    /**
     * @param kind what they are called, in the plural
     * @param group who may use them on most systems
     * @param places globs of absolute paths
     */
    DeviceCheck(Host host, String name, String kind, String group, String... places) {
        this.host = host;
        this.name = name;
        this.kind = kind;
        this.group = group;
        this.places = List.of(places);
    }

    @Override
    public List<Finding> look() {
        List<Path> found = new ArrayList<>();
        for (String place : places) {
            int slash = place.lastIndexOf('/');
            found.addAll(host.list(place.substring(0, slash), place.substring(slash + 1)));
        }
        if (found.isEmpty()) {
            return Found.limited(
                    name,
                    "No " + kind + member(),
                    host.linux() ? "Connect one; in a container hand it in: --device " + places.get(0) : null);
        }
        List<Path> closed = found.stream()
                .filter(path -> !Files.isReadable(path) || !Files.isWritable(path))
                .toList();
        if (closed.isEmpty()) {
            return Found.ok(name, found.size() + " " + kind + ": " + shown(found));
        }
        return Found.limited(
                name,
                shown(closed) + " cannot be used by this user",
                "sudo usermod -aG " + group + " " + host.property("user.name") + ", then log in again");
    }

    private String shown(List<Path> paths) {
        return paths.stream().limit(MOST_NAMED).map(host::shown).collect(Collectors.joining(", "))
                + (paths.size() > MOST_NAMED ? " and " + (paths.size() - MOST_NAMED) + " more" : "");
    }

    /** Whoever connects one later wants to know now that it could not be used. */
    private String member() {
        String line = host.text("/etc/group").stream()
                .flatMap(String::lines)
                .filter(text -> text.startsWith(group + ":"))
                .findFirst()
                .orElse("");
        String[] fields = line.split(":");
        if (fields.length < 3 || host.property("user.name").equals("root")) {
            return "";
        }
        boolean in = host.text("/proc/self/status").stream()
                .flatMap(String::lines)
                .filter(text -> text.startsWith("Groups:"))
                .flatMap(text -> Arrays.stream(text.split("\\s+")))
                .anyMatch(fields[2]::equals);
        return in ? "" : "; this user is not in the group " + group;
    }
}
