package dev.osprey.process.table;

import java.util.Map;

/** Names of signals by the number that Linux and macOS share, or null. */
final class SignalName {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "HUP"),
            Map.entry(2, "INT"),
            Map.entry(3, "QUIT"),
            Map.entry(4, "ILL"),
            Map.entry(5, "TRAP"),
            Map.entry(6, "ABRT"),
            Map.entry(8, "FPE"),
            Map.entry(9, "KILL"),
            Map.entry(11, "SEGV"),
            Map.entry(13, "PIPE"),
            Map.entry(14, "ALRM"),
            Map.entry(15, "TERM"));

    private SignalName() {}

    /** From an exit code: 128 + n, as the JDK and every shell say it. */
    static String of(int code) {
        return NAMES.get(code - 128);
    }
}
