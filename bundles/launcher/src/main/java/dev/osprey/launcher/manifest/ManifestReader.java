package dev.osprey.launcher.manifest;

import dev.osprey.module.ModuleState;
import dev.osprey.module.RestartPolicy;
import dev.osprey.process.Limits;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a {@code module.md} and checks every field that has a meaning here. */
public final class ManifestReader {

    /** Modules of Kite itself whose work Osprey does, as long as it runs: whoever needs them has them. */
    public static final Set<String> CORE = Set.of("registry", "event_hub", "launcher");

    private static final Set<String> RESERVED =
            Set.of("osprey", "kernel", "local", "system", "admin", "operator", "viewer");
    private static final List<String> RUNTIMES = List.of("python", "node", "java", "binary");
    private static final List<String> STATES = List.of("enabled", "manual", "disabled");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,127}");

    private final FrontMatter matter;
    private final Fields fields;

    private ManifestReader(FrontMatter matter) {
        this.matter = matter;
        this.fields = new Fields(matter);
    }

    /** @throws ManifestException if it cannot be used */
    public static Manifest read(Path file) {
        return new ManifestReader(FrontMatter.read(file))
                .manifest(file.toAbsolutePath().getParent());
    }

    /**
     * What a bundle's capability says.
     *
     * @param attributes with the keys of a {@code module.md}
     * @param place where they stand, for complaints
     * @throws ManifestException if it cannot be used
     */
    public static Manifest ofBundle(Map<String, Object> attributes, String place) {
        return new ManifestReader(FrontMatter.of(place, attributes)).bundle();
    }

    private Manifest manifest(Path folder) {
        String name = name();
        Launch launch = LaunchReader.read(fields);
        String runtime = runtime(launch);
        int port = fields.whole("preferred_port", 0, 0, 65_535);
        Limits limits = LimitsReader.limits(fields);
        return new Manifest(
                name,
                fields.text("display_name", name),
                fields.text("type", "service"),
                state(),
                runtime,
                entry(runtime, launch),
                port,
                fields.list("depends_on").stream().distinct().toList(),
                launch,
                RestartReader.read(fields, RestartPolicy.USUAL),
                ReadyReader.read(fields, port, launch.bootStdin()),
                WatchReader.read(fields, limits.memoryBytes(), runtime.equals("java")),
                limits,
                LimitsReader.sandbox(fields, folder),
                LimitsReader.log(fields),
                fields.warnings(),
                told());
    }

    private Manifest bundle() {
        String name = name();
        return new Manifest(
                name,
                fields.text("display_name", name),
                fields.text("type", "service"),
                state(),
                Manifest.BUNDLE,
                "",
                0,
                fields.list("depends_on").stream().distinct().toList(),
                Launch.USUAL,
                RestartReader.read(fields, RestartPolicy.NONE),
                ReadyReader.read(fields, 0, false),
                WatchReader.read(fields, 0, false),
                Limits.NONE,
                null,
                LimitsReader.log(fields),
                fields.warnings(),
                matter.values());
    }

    /** A version is a text, also one that YAML takes for a number. */
    private Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>(matter.values());
        for (String key : List.of("version", "description")) {
            if (fields.has(key)) {
                told.put(key, fields.written(key));
            }
        }
        if (fields.has("tags")) {
            told.put("tags", fields.list("tags"));
        }
        return told;
    }

    private String name() {
        String name = fields.text("name", null);
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

    private ModuleState state() {
        return ModuleState.valueOf(fields.word("state", "enabled", STATES).toUpperCase(Locale.ROOT));
    }

    private String runtime(Launch launch) {
        String runtime = fields.text("runtime", "python");
        if (!RUNTIMES.contains(runtime) && launch.command().isEmpty()) {
            throw fields.notGood("runtime", "use python, node, java or binary, or give launch.cmd");
        }
        return runtime;
    }

    private String entry(String runtime, Launch launch) {
        if (runtime.equals("java") && launch.command().isEmpty() && !fields.has("entry")) {
            throw matter.wrong("runtime", "entry is missing; name the jar, or give -cp CLASSPATH MAIN_CLASS");
        }
        return fields.text("entry", "entry.py");
    }
}
