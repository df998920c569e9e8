package dev.osprey.streams;

import java.util.List;

/** When a segment is full, and which ones are over the limits. A segment holds a sixteenth of what a stream may, and goes as a whole. */
final class Retention {

    private static final int PARTS = 16;
    private static final long LARGEST_PART = 16L << 20;

    private Retention() {}

    static boolean full(StreamSettings settings, Segment active, BatchBytes batch) {
        long part = Math.min(settings.maxBytes() / PARTS, LARGEST_PART);
        return active.length() + batch.length() > part
                || active.events() + batch.events() > Math.max(1, settings.maxEvents() / PARTS)
                || active.firstTime() < batch.time() - settings.maxAge().toMillis() / PARTS;
    }

    static boolean tooOld(StreamSettings settings, Segment segment, long now) {
        return segment.firstTime() > 0
                && segment.firstTime() < now - settings.maxAge().toMillis();
    }

    /** How many of the first are over the limits. The last one stays: it is written to, and knows the last number. */
    static int over(StreamSettings settings, List<Segment> segments, long now) {
        long events = 0;
        long bytes = 0;
        for (Segment segment : segments) {
            events += segment.events();
            bytes += segment.length();
        }
        int gone = 0;
        while (gone < segments.size() - 1) {
            Segment first = segments.get(gone);
            if (events <= settings.maxEvents() && bytes <= settings.maxBytes() && !tooOld(settings, first, now)) {
                break;
            }
            events -= first.events();
            bytes -= first.length();
            gone++;
        }
        return gone;
    }
}
