package dev.osprey.process.tree;

import dev.osprey.process.Signal;
import java.util.Locale;
import java.util.Map;

/** Numbers and names of signals: Linux's, or those of the BSD family, which macOS uses. */
public final class SignalNumber {

    private static final boolean LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
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
            Map.entry(15, "TERM"),
            Map.entry(24, "XCPU"),
            Map.entry(25, "XFSZ"),
            Map.entry(26, "VTALRM"),
            Map.entry(27, "PROF"));
    private static final Map<Integer, String> NAMES_OF_LINUX =
            Map.of(7, "BUS", 10, "USR1", 12, "USR2", 16, "STKFLT", 29, "IO", 30, "PWR", 31, "SYS");
    private static final Map<Integer, String> NAMES_OF_BSD =
            Map.of(7, "EMT", 10, "BUS", 12, "SYS", 30, "USR1", 31, "USR2");

    private SignalNumber() {}

    static int of(Signal signal) {
        return switch (signal) {
            case HUP -> 1;
            case INT -> 2;
            case QUIT -> 3;
            case KILL -> 9;
            case TERM -> 15;
            case WINCH -> 28;
            case USR1 -> LINUX ? 10 : 30;
            case USR2 -> LINUX ? 12 : 31;
            case CONT -> LINUX ? 18 : 19;
            case STOP -> LINUX ? 19 : 17;
        };
    }

    /** The signal behind an exit code, 128 + n, as the JDK and every shell say it; null if it is none. */
    public static String name(int code) {
        String name = NAMES.get(code - 128);
        return name != null ? name : (LINUX ? NAMES_OF_LINUX : NAMES_OF_BSD).get(code - 128);
    }
}
