package dev.osprey.launcher.manifest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code launch}. */
final class LaunchReader {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern OURS = Pattern.compile("(KITE|OSPREY|LD|DYLD)_.*|JAVA_TOOL_OPTIONS|BASH_ENV|ENV");
    private static final double LONGEST = 600;

    private final Fields launch;

    private LaunchReader(Fields launch) {
        this.launch = launch;
    }

    static Launch read(Fields fields) {
        return new LaunchReader(fields.map("launch")).read();
    }

    private Launch read() {
        Launch usual = Launch.USUAL;
        Duration stop = launch.seconds("stop_timeout", usual.stopTimeout(), 0.1, LONGEST);
        Duration most =
                launch.seconds("stop_max", usual.stopMax().compareTo(stop) < 0 ? stop : usual.stopMax(), 0.1, LONGEST);
        if (most.compareTo(stop) < 0) {
            throw launch.notGood("stop_max", "that is less than launch.stop_timeout, give at least as much");
        }
        return new Launch(
                command(),
                launch.text("cwd", usual.folder()),
                environment(),
                launch.seconds("timeout", usual.timeout(), 0.1, LONGEST),
                launch.flag("boot_stdin", usual.bootStdin()),
                stop,
                most,
                launch.flag("nested", usual.nested()));
    }

    private List<String> command() {
        if (launch.has("cmd") && launch.list("cmd").stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
            throw launch.wrong("cmd", "launch.cmd holds the character 0; leave it out");
        }
        if (launch.isText("cmd")) {
            throw launch.wrong(
                    "cmd",
                    "launch.cmd is \"" + launch.text("cmd", "") + "\"; give a list: program first, then each argument");
        }
        return launch.list("cmd");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        Fields env = launch.map("env");
        for (Object key : env.keys()) {
            String variable = String.valueOf(key);
            String value = VARIABLE.matcher(variable).matches() && !env.isList(variable) && !env.isMap(variable)
                    ? env.written(variable)
                    : null;
            if (value == null || value.indexOf('\0') >= 0) {
                throw env.wrong(variable, "launch.env has " + variable + "; give names like MY_NAME and plain values");
            }
            if (OURS.matcher(variable).matches()) {
                throw env.wrong(
                        variable,
                        "launch.env sets " + variable + ", which Osprey sets or keeps; use a name of your own");
            }
            if (variable.equals("PATH")) {
                env.warn(variable, "launch.env sets PATH, which stays as Osprey's is; give full paths in launch.cmd");
            } else {
                environment.put(variable, value);
            }
        }
        return Map.copyOf(environment);
    }
}
