package dev.osprey.ipc.kairo;

import dev.osprey.process.Limits;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Sandbox;
import dev.osprey.process.Sandbox.Network;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the options of Kairo's {@code process.spawn} into ours. What cannot be had is refused: Kairo started the process without it.
 */
final class SpawnOptions {

    private static final String ONLY_ALL_OR_NOTHING =
            " is not supported: use network none or full, as \"sandbox\": {\"network\": \"full\"}";

    private final Path usualFolder;

    /** @param usualFolder where a process works that is not told where */
    SpawnOptions(Path usualFolder) {
        this.usualFolder = usualFolder;
    }

    /** @throws IllegalArgumentException if something in the options cannot be had; the message says what */
    ProcessSpec spec(String id, List<String> argv, Object options) {
        Map<?, ?> given = options instanceof Map<?, ?> map ? map : Map.of();
        Path folder = given.get("cwd") instanceof String cwd && !cwd.isEmpty() ? path(usualFolder, cwd) : usualFolder;
        ProcessSpec spec = new ProcessSpec(id, KairoProcesses.OWNER, argv, folder, environment(given.get("env")));
        if (given.get("limits") instanceof Map<?, ?> limits) {
            spec = spec.within(limits(limits));
        }
        if (!Params.missing(given.get("sandbox"))) {
            if (!(given.get("sandbox") instanceof Map<?, ?> sandbox)) {
                throw new IllegalArgumentException("sandbox must be an object");
            }
            spec = spec.in(sandbox(sandbox, folder));
        }
        return spec;
    }

    private static Map<String, String> environment(Object given) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> env) {
            env.forEach((name, value) -> {
                if (value != null) {
                    environment.put((String) name, Params.text(value));
                }
            });
        }
        return environment;
    }

    private static Limits limits(Map<?, ?> given) {
        only(given, "limits", Set.of("cpu", "memory"));
        double cpu = number(given, "cpu");
        double mebibytes = number(given, "memory");
        return new Limits((int) Math.ceil(cpu), (long) (mebibytes * (1 << 20)), 0, 0, 0, null, true);
    }

    private static double number(Map<?, ?> limits, String name) {
        Object value = limits.get(name);
        if (value == null) {
            return 0;
        }
        if (!(value instanceof Number number) || !(number.doubleValue() > 0) || number.doubleValue() > 1e9) {
            throw new IllegalArgumentException("limits." + name + " is " + value + "; give a number above 0");
        }
        return number.doubleValue();
    }

    private static Sandbox sandbox(Map<?, ?> given, Path folder) {
        only(given, "sandbox", Set.of("network", "filesystem", "ignoreViolations"));
        Map<?, ?> files = given.get("filesystem") instanceof Map<?, ?> map ? map : Map.of();
        only(files, "sandbox.filesystem", Set.of("denyRead", "allowWrite", "denyWrite"));
        List<Path> writable = paths(files, "allowWrite", folder);
        for (Path denied : paths(files, "denyWrite", folder)) {
            if (writable.stream().anyMatch(denied::startsWith)) {
                throw new IllegalArgumentException("sandbox.filesystem.denyWrite has " + denied
                        + ", which is below a folder of allowWrite; name the folders that may be written one by one");
            }
        }
        return new Sandbox(List.of(), writable, paths(files, "denyRead", folder), network(given.get("network")), true);
    }

    private static Network network(Object given) {
        if (given instanceof String name) {
            return switch (name) {
                case "none" -> Network.NONE;
                case "loopback" -> Network.LOOPBACK;
                case "full" -> Network.FULL;
                default -> throw new IllegalArgumentException("sandbox.network " + name + ONLY_ALL_OR_NOTHING);
            };
        }
        Map<?, ?> rules = given instanceof Map<?, ?> map ? map : Map.of();
        if (rules.get("allowedDomains") instanceof List<?> allowed && !allowed.isEmpty()) {
            throw new IllegalArgumentException("sandbox.network.allowedDomains" + ONLY_ALL_OR_NOTHING);
        }
        only(rules, "sandbox.network", Set.of("allowedDomains", "deniedDomains", "allowLocalBinding"));
        return Boolean.TRUE.equals(rules.get("allowLocalBinding")) ? Network.LOOPBACK : Network.NONE;
    }

    private static void only(Map<?, ?> given, String where, Set<String> known) {
        given.forEach((name, value) -> {
            if (!known.contains(name) && !Params.missing(value)) {
                throw new IllegalArgumentException(where + "." + name + " is not supported");
            }
        });
    }

    private static List<Path> paths(Map<?, ?> from, String name, Path folder) {
        return from.get(name) instanceof List<?> list
                ? list.stream().map(each -> path(folder, Params.text(each))).toList()
                : List.of();
    }

    private static Path path(Path folder, String text) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("A path holds a character that no path can have", e);
        }
    }
}
