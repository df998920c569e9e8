package dev.osprey.launcher.log;

import dev.osprey.launcher.log.LogView.Place;
import dev.osprey.module.ModuleLogs.Line;
import dev.osprey.module.ModuleLogs.Page;
import dev.osprey.module.ModuleLogs.Query;
import dev.osprey.module.ModuleLogs.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers questions from a view of the files. */
final class LogReader {

    static final int MOST_LINES = 10_000;
    // of one answer; a module may write lines of 64 KiB
    private static final int MOST_BYTES = 4 << 20;

    private final LineScan scan;
    private final LogView view;

    LogReader(LogView view) {
        this.view = view;
        this.scan = new LineScan(view);
    }

    Page page(Query query) {
        Predicate<Stream> wanted = stream -> query.only() == null || query.only() == stream;
        if (query.before() == null && query.after() == null) {
            return backward(view.end(), query.most(), wanted, false);
        }
        if (query.before() != null && query.after() != null) {
            throw new IllegalArgumentException("Both before and after are given; give one of them");
        }
        Optional<Place> place = view.find(query.before() == null ? query.after() : query.before());
        if (place.isEmpty()) {
            return backward(view.end(), query.most(), wanted, true);
        }
        return query.before() == null
                ? forward(place.get(), query.most(), wanted)
                : backward(place.get(), query.most(), wanted, false);
    }

    /** The last lines of some streams. */
    Page last(int most, Predicate<Stream> wanted) {
        return backward(view.end(), most, wanted, false);
    }

    private Page backward(Place from, int most, Predicate<Stream> wanted, boolean reset) {
        Found found = new Found(most, wanted);
        scan.backward(from, (place, bytes) -> found.take(place, bytes, true));
        return new Page(List.copyOf(found.lines), reset, found.more);
    }

    private Page forward(Place after, int most, Predicate<Stream> wanted) {
        Found found = new Found(most, wanted);
        boolean[] passed = {false};
        scan.forward(after, (place, bytes) -> {
            if (!passed[0]) {
                passed[0] = true;
                return true;
            }
            return found.take(place, bytes, false);
        });
        return new Page(List.copyOf(found.lines), false, found.more);
    }

    /** Of a line that nobody of ours wrote, all of it is text, and its time is unknown. */
    static Line line(Cursor place, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int space = text.indexOf(' ');
        if (space > 0 && text.length() >= space + 5 && text.charAt(space + 4) == ' ') {
            Stream stream = stream(text.substring(space + 1, space + 4));
            if (stream != null) {
                try {
                    return new Line(
                            place.toString(),
                            Instant.parse(text.substring(0, space)),
                            stream,
                            text.substring(space + 5));
                } catch (DateTimeParseException foreign) {
                    return new Line(place.toString(), Instant.EPOCH, Stream.OUT, text);
                }
            }
        }
        return new Line(place.toString(), Instant.EPOCH, Stream.OUT, text);
    }

    private static Stream stream(String word) {
        return switch (word) {
            case "out" -> Stream.OUT;
            case "err" -> Stream.ERR;
            case "sys" -> Stream.SYS;
            default -> null;
        };
    }

    /** Lines of an answer, until it is full and one more is seen. */
    private static final class Found {
        private final Deque<Line> lines = new ArrayDeque<>();
        private final int most;
        private final Predicate<Stream> wanted;
        private long bytes;
        private boolean more;

        Found(int most, Predicate<Stream> wanted) {
            this.most = Math.max(0, Math.min(most, MOST_LINES));
            this.wanted = wanted;
        }

        boolean take(Cursor place, byte[] text, boolean first) {
            Line line = line(place, text);
            if (!wanted.test(line.stream())) {
                return true;
            }
            if (lines.size() >= most || bytes + text.length > MOST_BYTES && !lines.isEmpty()) {
                more = true;
                return false;
            }
            bytes += text.length;
            if (first) {
                lines.addFirst(line);
            } else {
                lines.addLast(line);
            }
            return true;
        }
    }
}
