package dev.osprey.process.terminal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a shell is made to mark its prompts, by its environment: so it needs no file, which a sandbox might hide, and nothing is typed before the
 * user types. bash also marks where a command begins, and is told to keep the marks from other shells, to write no history, and to show nothing
 * around a prompt.
 */
enum ShellProfile {
    BASH {
        @Override
        Map<String, String> environment(String nonce) {
            String mark = "\\[\\e]" + CODE + ';' + nonce + ";$?;$PWD\\a\\]";
            String begin = "\\e]" + CODE + ';' + nonce + ";b\\a";
            Map<String, String> environment = new LinkedHashMap<>();
            environment.put("PS0", begin);
            environment.put("PS1", mark + "\\w\\$ ");
            environment.put(
                    "PROMPT_COMMAND",
                    "unset HISTFILE; export -n PS0 PS1 PROMPT_COMMAND; set +H; bind 'set enable-bracketed-paste off' 2>/dev/null; "
                            + "case $PS1 in *" + nonce + "*) ;; *) PS1='" + mark + "'$PS1 ;; esac; PS0='" + begin
                            + "'");
            return environment;
        }

        @Override
        String quoted(String command) {
            // Not eval: a command that does not parse would upset what bash keeps for its prompts.
            return ". <(printf '" + escaped(command) + "')";
        }

        @Override
        String beforeLine() {
            // To the end of the line, and away with what somebody has begun to type.
            return "\005\025";
        }

        @Override
        boolean marksBeginning() {
            return true;
        }

        @Override
        int longestLine() {
            return 1 << 20;
        }
    },

    SH {
        @Override
        Map<String, String> environment(String nonce) {
            return Map.of("PS1", "\033]" + CODE + ';' + nonce + ";$?;$PWD\007$ ");
        }

        @Override
        String quoted(String command) {
            return "eval \"$(printf '" + escaped(command) + "')\"";
        }

        @Override
        String beforeLine() {
            return "\025";
        }

        @Override
        boolean marksBeginning() {
            return false;
        }

        @Override
        int longestLine() {
            // The kernel keeps no longer one for a program that lets it do the editing.
            return 4_000;
        }
    };

    /** Of the operating system command that a mark is; no terminal knows it. */
    static final String CODE = "7733";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./,:@=+-][A-Za-z0-9 _./,:@=+-]*");
    // What a bare word may be the beginning of only.
    private static final Pattern OPENING =
            Pattern.compile("\\s*(if|then|elif|else|while|until|for|do|case|select|function|coproc|time)(\\s.*)?");
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9 _./,:@=+]");
    private static final Set<String> SIMPLE = Set.of("sh", "dash", "ash", "busybox");
    private static final List<Path> BASH_PROGRAMS = List.of(Path.of("/bin/bash"), Path.of("/usr/bin/bash"));

    abstract Map<String, String> environment(String nonce);

    /** A command as one line that holds nothing a line editor would act on, and that is complete whatever the command is. */
    abstract String quoted(String command);

    /** Keys that empty the line. */
    abstract String beforeLine();

    abstract boolean marksBeginning();

    abstract int longestLine();

    /** What is typed for a command. */
    String line(String command) {
        return PLAIN.matcher(command).matches() && !OPENING.matcher(command).matches() ? command : quoted(command);
    }

    /** The shell to start if nobody names one. It reads no start-up files, so that it is the same everywhere. */
    static List<String> usual() {
        return BASH_PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(bash -> List.of(bash.toString(), "--norc", "--noprofile", "-i"))
                .orElse(List.of("/bin/sh", "-i"));
    }

    /** The profile for a program, or null if it is none of these shells. */
    static ShellProfile of(String program) {
        String name = program.substring(program.lastIndexOf('/') + 1);
        if (name.equals("bash")) {
            return BASH;
        }
        return SIMPLE.contains(name) ? SH : null;
    }

    private static String escaped(String command) {
        StringBuilder text = new StringBuilder();
        for (byte b : command.getBytes(StandardCharsets.UTF_8)) {
            String one = String.valueOf((char) (b & 0xFF));
            if (HARMLESS.matcher(one).matches()) {
                text.append(one);
            } else {
                text.append('\\').append(String.format("%03o", b & 0xFF));
            }
        }
        return text.toString();
    }
}
