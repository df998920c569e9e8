package dev.osprey.web.launcher;

import dev.osprey.module.ModuleLogs;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.util.Locale;

/** Which lines of a log a request asks for. */
final class LogQuery {

    static final int MOST = 10_000;

    /** Before a stream: what waits for a client at once. */
    static final int MOST_AT_FIRST = 1_000;

    private static final int USUAL = 200;
    private static final int LONGEST_CURSOR = 64;

    private LogQuery() {}

    /**
     * Where a stream begins.
     *
     * @param after a cursor, or null
     * @param lines of the last ones that come first; 0 for none
     */
    record Start(String after, int lines, ModuleLogs.Stream only) {

        /** What is read before it begins. Of every stream, lest its end be sought far back. */
        ModuleLogs.Query first() {
            return new ModuleLogs.Query(null, after, Math.max(1, lines), null);
        }

        /** Where following begins. */
        String from(ModuleLogs.Page first) {
            if (after != null) {
                return after;
            }
            int count = first.lines().size();
            return lines == 0 || count == 0
                    ? null
                    : first.lines().get(count - 1).cursor();
        }
    }

    static ModuleLogs.Query page(Exchange exchange) {
        String before = cursor(exchange, "before");
        String after = cursor(exchange, "after");
        if (before != null && after != null) {
            throw Refusal.badRequest("Both before and after were given", "give one of them");
        }
        int lines = lines(exchange.query(String.valueOf(USUAL), "lines"), 1, MOST);
        return new ModuleLogs.Query(before, after, lines, only(exchange));
    }

    static Start start(Exchange exchange) {
        String last = exchange.request().getHeader("Last-Event-ID");
        String after = last == null || last.isEmpty() ? cursor(exchange, "after") : checked(last, "Last-Event-ID");
        int lines = lines(exchange.query("0", "lines"), 0, MOST_AT_FIRST);
        return new Start(after, after == null ? lines : 0, only(exchange));
    }

    private static String cursor(Exchange exchange, String name) {
        String cursor = exchange.query(null, name);
        return cursor == null || cursor.isEmpty() ? null : checked(cursor, name);
    }

    private static String checked(String cursor, String name) {
        if (cursor.length() <= LONGEST_CURSOR) {
            return cursor;
        }
        throw Refusal.badRequest(name + " is " + Text.shown(cursor), "give the cursor of a line as it was received");
    }

    private static int lines(String text, int least, int most) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw Refusal.badRequest("lines is " + Text.shown(text), "use a number from " + least + " to " + most);
    }

    private static ModuleLogs.Stream only(Exchange exchange) {
        String wanted = exchange.query(null, "stream");
        if (wanted == null) {
            return null;
        }
        for (ModuleLogs.Stream stream : ModuleLogs.Stream.values()) {
            if (word(stream).equals(wanted)) {
                return stream;
            }
        }
        throw Refusal.badRequest("stream is " + Text.shown(wanted), "use out, err or sys, or leave it out");
    }

    static String word(ModuleLogs.Stream stream) {
        return stream.name().toLowerCase(Locale.ROOT);
    }
}
