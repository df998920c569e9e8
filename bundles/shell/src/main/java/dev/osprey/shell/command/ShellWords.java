package dev.osprey.shell.command;

import java.util.regex.Pattern;

/** A tool's remedy names other tools: here they are commands. */
final class ShellWords {

    private static final Pattern TOOL = Pattern.compile(
            "\\b(module|registry|hub|osprey)\\.(list|start|stop|restart|state|rescan|get|lookup|search|ask|stats|clients|doctor)\\b"
                    + "(?!\\.[a-z])");

    private ShellWords() {}

    static String of(String remedy) {
        return remedy == null ? null : TOOL.matcher(remedy).replaceAll("$1:$2");
    }
}
