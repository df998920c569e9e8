package dev.osprey.shell.command;

import java.util.List;
import java.util.Locale;

/** Numbers from tools as people read them; what is not there stays away. */
final class Amounts {

    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB");

    private Amounts() {}

    /** With marks between the thousands; a fraction, such as that of a rate, has one digit. */
    static String number(Object value) {
        if (!(value instanceof Number number)) {
            return value == null ? null : value.toString();
        }
        double amount = number.doubleValue();
        return amount == Math.rint(amount)
                ? String.format(Locale.ROOT, "%,d", number.longValue())
                : String.format(Locale.ROOT, "%,.1f", amount);
    }

    static String bytes(Object value) {
        if (!(value instanceof Number number)) {
            return null;
        }
        double amount = number.doubleValue();
        String unit = "B";
        for (int i = 0; i < UNITS.size() && amount >= 1024; i++) {
            amount /= 1024;
            unit = UNITS.get(i);
        }
        boolean whole = amount == Math.rint(amount) || amount >= 100;
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", amount, unit);
    }

    /** Seconds in at most two units: 7 d, 2 h 5 min. */
    static String time(Object value) {
        if (!(value instanceof Number number)) {
            return null;
        }
        long seconds = number.longValue();
        if (seconds >= 86_400) {
            return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
        }
        if (seconds >= 3600) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return seconds >= 60 ? two(seconds / 60, "min", seconds % 60, "s") : seconds + " s";
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** Whether it is a number above 0. */
    static boolean some(Object value) {
        return value instanceof Number number && number.doubleValue() > 0;
    }
}
