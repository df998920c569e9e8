package dev.osprey.launcher.manifest;

import dev.osprey.launcher.log.LogSpec;
import dev.osprey.process.Limits;
import dev.osprey.process.Sandbox;
import dev.osprey.process.Sandbox.Network;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what a module may use and see: {@code limits}, {@code sandbox} and {@code log}. */
final class LimitsReader {

    private static final Set<String> LIMITS =
            Set.of("memory", "cpu", "pids", "files", "io_weight", "wall_time", "strict");
    private static final Set<String> SANDBOX = Set.of("readable", "writable", "hidden", "network", "seccomp");
    private static final Set<String> LOG = Set.of("size", "files", "lines_per_second");
    private static final double WEEK = 7 * 24 * 3_600;

    private LimitsReader() {}

    static Limits limits(Fields fields) {
        Fields map = fields.map("limits", LIMITS);
        return new Limits(
                map.has("cpu") ? (int) Math.max(1, Math.round(100 * map.number("cpu", 0, 0.01, 1_024))) : 0,
                map.bytes("memory", 0, 1 << 20, 1L << 50),
                map.whole("pids", 0, 1, 4_194_304),
                map.whole("files", 0, 16, 1_048_576),
                map.whole("io_weight", 0, 1, 10_000),
                map.seconds("wall_time", null, 0.1, WEEK),
                map.flag("strict", false));
    }

    /** Null if there is none. */
    static Sandbox sandbox(Fields fields, Path folder) {
        boolean on = fields.isMap("sandbox") || fields.flag("sandbox", false);
        if (!on) {
            return null;
        }
        Fields map = fields.isMap("sandbox") ? fields.map("sandbox", SANDBOX) : fields.none();
        List<Path> readable = new ArrayList<>(paths(map, "readable", folder));
        if (!readable.isEmpty()) {
            readable.add(folder);
        }
        // the hub and the registry are on the host's loopback, so that is what a module needs
        Network network = Network.valueOf(
                map.word("network", "full", List.of("none", "loopback", "full")).toUpperCase(Locale.ROOT));
        return new Sandbox(
                readable,
                paths(map, "writable", folder),
                paths(map, "hidden", folder),
                network,
                map.flag("seccomp", true));
    }

    private static List<Path> paths(Fields map, String key, Path folder) {
        List<Path> paths = new ArrayList<>();
        for (String text : map.list(key)) {
            try {
                paths.add(folder.resolve(text).normalize());
            } catch (InvalidPathException e) {
                throw map.notGood(key, "that holds no path, give such as [/srv/data]");
            }
        }
        return paths;
    }

    static LogSpec log(Fields fields) {
        Fields map = fields.map("log", LOG);
        LogSpec usual = LogSpec.USUAL;
        return new LogSpec(
                map.bytes("size", usual.bytes(), 64 << 10, 1 << 30),
                map.whole("files", usual.files(), 0, 20),
                map.whole("lines_per_second", usual.linesPerSecond(), 1, 1_000_000));
    }
}
