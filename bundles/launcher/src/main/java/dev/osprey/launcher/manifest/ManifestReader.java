package dev.osprey.launcher.manifest;

import dev.osprey.module.ModuleState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a {@code module.md} and checks every field that has a meaning here. */
public final class ManifestReader {

    /** Modules of Kite itself whose work Osprey does. */
    public static final Set<String> KITE_CORE = Set.of("registry", "event_hub", "launcher", "watchdog");

    private static final Set<String> RESERVED =
            Set.of("osprey", "kernel", "local", "system", "admin", "operator", "viewer");
    private static final Set<String> RUNTIMES = Set.of("python", "node", "binary");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,127}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern OURS = Pattern.compile("(KITE|OSPREY|LD|DYLD)_.*|PATH");
    private static final double USUAL_TIMEOUT = 15;
    private static final double LONGEST_TIMEOUT = 600;

    private final FrontMatter matter;

    private ManifestReader(FrontMatter matter) {
        this.matter = matter;
    }

    /** @throws ManifestException if it cannot be used */
    public static Manifest read(Path file) {
        return new ManifestReader(FrontMatter.read(file)).manifest();
    }

    private Manifest manifest() {
        Map<String, Object> fields = matter.values();
        String name = name();
        String runtime = text(fields, "", "runtime", "python");
        Map<?, ?> launch = map(fields, "", "launch");
        if (!RUNTIMES.contains(runtime) && !launch.containsKey("cmd")) {
            throw matter.wrong("runtime", "runtime is " + runtime + "; use python, node or binary, or give launch.cmd");
        }
        return new Manifest(
                name,
                text(fields, "", "display_name", name),
                text(fields, "", "type", "service"),
                state(text(fields, "", "state", "enabled")),
                runtime,
                text(fields, "", "entry", "entry.py"),
                (int) number(fields, "", "preferred_port", 0, 0, 65535),
                list(fields, "", "depends_on"),
                launch(launch),
                fields);
    }

    private String name() {
        String name = text(matter.values(), "", "name", null);
        if (name == null) {
            throw matter.wrong("name", "name is missing; give the module an id");
        }
        if (!NAME.matcher(name).matches()) {
            throw matter.wrong(
                    "name",
                    "name is \"" + name + "\"; use 1 to 128 of A-Z a-z 0-9 . _ ~ - and begin with a letter or digit");
        }
        if (RESERVED.contains(name)) {
            throw matter.wrong("name", "the name " + name + " is Osprey's own; choose another");
        }
        return name;
    }

    private ModuleState state(String word) {
        try {
            return ModuleState.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw matter.wrong("state", "state is " + word + "; use enabled, manual or disabled");
        }
    }

    private Launch launch(Map<?, ?> launch) {
        Map<String, String> environment = new LinkedHashMap<>();
        map(launch, "launch.", "env").forEach((key, value) -> {
            String variable = String.valueOf(key);
            if (!VARIABLE.matcher(variable).matches()
                    || value == null
                    || value instanceof Map
                    || value instanceof List) {
                throw matter.wrong(
                        "launch.env", "launch.env has " + variable + "; give names like MY_NAME and plain values");
            }
            if (OURS.matcher(variable).matches()) {
                throw matter.wrong(
                        "launch.env." + variable,
                        "launch.env sets " + variable + ", which Osprey sets or keeps; use a name of your own");
            }
            environment.put(variable, String.valueOf(value));
        });
        if (launch.get("cmd") instanceof String cmd) {
            throw matter.wrong(
                    "launch.cmd", "launch.cmd is \"" + cmd + "\"; give a list: program first, then each argument");
        }
        double seconds = number(launch, "launch.", "timeout", USUAL_TIMEOUT, 0.1, LONGEST_TIMEOUT);
        return new Launch(
                list(launch, "launch.", "cmd"),
                text(launch, "launch.", "cwd", ""),
                Map.copyOf(environment),
                Duration.ofMillis(Math.round(seconds * 1000)),
                flag(launch, "launch.", "boot_stdin"));
    }

    private String text(Map<?, ?> map, String prefix, String key, String otherwise) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text && text.indexOf('\0') < 0) {
            return text.strip();
        }
        throw matter.wrong(prefix + key, prefix + key + " is " + value + ", not text; put it in quotes");
    }

    private double number(Map<?, ?> map, String prefix, String key, double otherwise, double least, double most) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw matter.wrong(
                prefix + key, prefix + key + " is " + value + "; give a number from " + least + " to " + most);
    }

    private boolean flag(Map<?, ?> map, String prefix, String key) {
        Object value = map.get(key);
        if (value == null || value instanceof Boolean) {
            return !Boolean.FALSE.equals(value);
        }
        throw matter.wrong(prefix + key, prefix + key + " is " + value + "; write true or false");
    }

    private List<String> list(Map<?, ?> map, String prefix, String key) {
        Object value = map.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text) {
            // Kite's own files write short lists on one line without brackets.
            return Arrays.stream(text.split("[,\\s]+"))
                    .filter(s -> !s.isEmpty())
                    .toList();
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item == null || item instanceof Map || item instanceof List) {
                    throw matter.wrong(prefix + key, prefix + key + " holds " + item + "; give plain values");
                }
                texts.add(String.valueOf(item));
            }
            return List.copyOf(texts);
        }
        throw matter.wrong(prefix + key, prefix + key + " is " + value + "; give a list, such as [a, b]");
    }

    private Map<?, ?> map(Map<?, ?> map, String prefix, String key) {
        Object value = map.get(key);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> inner) {
            return inner;
        }
        throw matter.wrong(prefix + key, prefix + key + " is " + value + "; give keys and values below it");
    }
}
