package dev.osprey.process.sandbox;

import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Sandbox;
import dev.osprey.process.SpawnException;
import dev.osprey.process.SpawnException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What of the file system a sandbox shows, as arguments of bubblewrap. Later ones cover earlier ones. */
final class View {

    private static final List<String> SYSTEM =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc");
    private static final List<Path> KERNEL = List.of(Path.of("/proc"), Path.of("/dev"), Path.of("/sys"));
    private static final Path ROOT = Path.of("/");
    private static final Path RESOLVER = Path.of("/etc/resolv.conf");

    /** What is done with a path; of two for the same path, the later one in this order holds. */
    private enum Kind {
        READABLE("--ro-bind"),
        WRITABLE("--bind"),
        HIDDEN("--tmpfs");

        private final String option;

        Kind(String option) {
            this.option = option;
        }
    }

    private record Place(Path path, Kind kind) {}

    private final List<Path> never;

    /** @param never folders that no sandbox shows, whatever is asked for */
    View(List<Path> never) {
        this.never = never;
    }

    List<String> arguments(ProcessSpec spec) {
        Sandbox sandbox = spec.sandbox();
        List<Place> places = new ArrayList<>();
        sandbox.hidden().stream().filter(Files::exists).forEach(path -> add(places, path, Kind.HIDDEN));
        sandbox.readable().forEach(path -> add(places, path, Kind.READABLE));
        sandbox.writable().forEach(path -> add(places, path, Kind.WRITABLE));
        if (!changeable(real(spec.folder()), places)) {
            // Where it is to run must be there.
            add(places, spec.folder(), Kind.READABLE);
        }
        boolean wholeRoot = sandbox.readable().isEmpty()
                || sandbox.readable().stream().anyMatch(path -> real(path).equals(ROOT));
        List<String> arguments = new ArrayList<>(base(wholeRoot, sandbox.network() == Sandbox.Network.FULL));
        places.stream()
                .filter(place -> !place.path().equals(ROOT))
                // What lies deeper covers a part of what lies above it.
                .sorted(Comparator.comparingInt((Place place) -> place.path().getNameCount())
                        .thenComparing(Place::kind))
                .forEach(place -> mount(arguments, place));
        for (Path path : never) {
            Path folder = real(path);
            if (spec.folder().toAbsolutePath().normalize().startsWith(folder)
                    || real(spec.folder()).startsWith(folder)) {
                throw refused("The folder " + spec.folder() + " of " + spec.name()
                        + " holds secrets of Osprey, which no sandbox shows; name another");
            }
            if (Files.isDirectory(folder)) {
                mount(arguments, new Place(folder, Kind.HIDDEN));
            }
        }
        arguments.add("--chdir");
        arguments.add(real(spec.folder()).toString());
        return arguments;
    }

    private static List<String> base(boolean wholeRoot, boolean network) {
        List<String> base = new ArrayList<>();
        if (wholeRoot) {
            base.addAll(List.of("--ro-bind", "/", "/"));
        } else {
            SYSTEM.forEach(folder -> base.addAll(List.of("--ro-bind-try", folder, folder)));
        }
        // /run holds the sockets of the system's services, which a read-only file system would not keep anyone from.
        base.addAll(List.of("--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs", "/run"));
        Path resolver = real(RESOLVER);
        if (network && resolver.startsWith("/run")) {
            base.addAll(List.of("--ro-bind-try", resolver.toString(), resolver.toString()));
        }
        return base;
    }

    private static void add(List<Place> places, Path path, Kind kind) {
        Path real = real(path);
        if (kind != Kind.READABLE && (real.equals(ROOT) || KERNEL.stream().anyMatch(real::startsWith))) {
            throw refused("A sandbox can neither change nor hide " + real + "; name folders of yours");
        }
        if (kind != Kind.HIDDEN && KERNEL.stream().anyMatch(real::startsWith)) {
            throw refused("A sandbox has its own " + real + "; leave it out");
        }
        if (!Files.exists(real)) {
            throw refused("There is no " + path + " that a sandbox could show; create it or leave it out");
        }
        places.add(new Place(real, kind));
    }

    /** Whether a folder is, with what lies around it, there for writing. */
    private static boolean changeable(Path folder, List<Place> places) {
        return places.stream()
                .filter(place -> folder.startsWith(place.path()))
                .max(Comparator.comparingInt((Place place) -> place.path().getNameCount())
                        .thenComparing(Place::kind))
                .filter(place -> place.kind() == Kind.WRITABLE)
                .isPresent();
    }

    private static void mount(List<String> arguments, Place place) {
        String path = place.path().toString();
        if (place.kind() == Kind.HIDDEN && !Files.isDirectory(place.path())) {
            arguments.addAll(List.of("--ro-bind", "/dev/null", path));
        } else if (place.kind() == Kind.HIDDEN) {
            arguments.addAll(List.of(place.kind().option, path));
        } else {
            arguments.addAll(List.of(place.kind().option, path, path));
        }
    }

    /** Without links, as far as it exists: a link could lead to another place in the sandbox than outside. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static SpawnException refused(String message) {
        return new SpawnException(Reason.BAD_ARGUMENT, message, null);
    }
}
