package dev.osprey.shell.command;

import java.util.regex.Pattern;

/** A tool's remedy names other tools: here they are commands. */
final class ShellWords {

    private static final Pattern TOOL = Pattern.compile(
            "\\b(module|registry|hub|osprey)\\.(list|start|stop|restart|state|rescan|get|lookup|search|ask|stats|clients|doctor)\\b"
                    + "(?!\\.[a-z])");

    private static final Pattern ACTION = Pattern.compile("\\baccess\\.(token|audit)\\.(create|list|revoke|verify)\\b");

    private ShellWords() {}

    static String of(String remedy) {
        if (remedy == null) {
            return null;
        }
        return ACTION.matcher(TOOL.matcher(remedy).replaceAll("$1:$2")).replaceAll("access:$1 $2");
    }
}
