package dev.osprey.shell.command;

import dev.osprey.event.Event;
import dev.osprey.event.EventHub;
import dev.osprey.event.Gap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** How {@code hub:tail} shows what comes, and what it can say at the end. Used by one thread. */
final class TailView {

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final String BETWEEN = "  ";

    private final Output output;
    private final EventHub hub;
    private final int width;
    private long last;
    private long told;

    /** @param full whether long data is shown whole */
    TailView(Output output, EventHub hub, boolean full) {
        this.output = output;
        this.hub = hub;
        this.width = full ? 0 : output.screen().width();
    }

    void event(Event event) {
        last = event.sequence();
        Object data = hub.read(event);
        if (output.json()) {
            output.document(Documents.of(event, data));
            return;
        }
        String time = time(event.time(), ZonedDateTime.now()) + BETWEEN;
        String subject = Cell.plain(event.subject()).text();
        // one line for each event: a publisher's own words must not look like another event
        String rest = Cell.plain(BETWEEN + event.source() + BETWEEN + Json.write(data))
                .text()
                .replace('\n', ' ');
        int room = width == 0 ? rest.length() : Math.max(0, width - time.length() - subject.length());
        output.line(List.of(Cell.plain(time), Cell.toned(subject, Cell.Tone.NAME), Cell.plain(cut(rest, room))));
    }

    void gap(Gap gap) {
        told += Math.max(0, gap.count());
        if (output.json()) {
            output.document(Documents.of(gap));
        } else {
            output.line(List.of(Cell.toned(sentence(gap), Cell.Tone.MOVING)));
        }
    }

    private static String sentence(Gap gap) {
        if (gap.reason() == Gap.Reason.EXPIRED) {
            return "-- Here events are missing: "
                    + (gap.first() == gap.last()
                            ? "number " + gap.first() + " is"
                            : "the numbers " + gap.first() + " to " + gap.last() + " are")
                    + " not kept any more.";
        }
        return "-- Here " + (gap.count() == 1 ? "1 event is" : gap.count() + " events are")
                + " missing: they came faster than they could be shown.";
    }

    /** @param dropped how many events were given up, those of the gaps included */
    void ended(long dropped) {
        if (dropped > told) {
            output.remark(dropped - told + " events came faster than they could be shown and were left out.");
        }
    }

    /** Says where the next look can go on. */
    void position() {
        if (last > 0) {
            output.remark("To go on from here: --from " + (last + 1));
        }
    }

    static String time(Instant time, ZonedDateTime now) {
        ZonedDateTime here = time.atZone(ZoneId.systemDefault());
        LocalDate today = now.withZoneSameInstant(ZoneId.systemDefault()).toLocalDate();
        return (here.toLocalDate().equals(today) ? TODAY : DAY).format(here);
    }

    /** The text, or as much of it as has room, with a mark behind it. */
    static String cut(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        int end = Math.max(0, room - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + (room > 0 ? "…" : "");
    }
}
