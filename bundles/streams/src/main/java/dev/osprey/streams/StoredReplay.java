package dev.osprey.streams;

import dev.osprey.event.Gap;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Position;
import dev.osprey.event.Replay;
import java.util.Collection;
import java.util.List;

/** Reads one stream for one reader: pieces of records as they are stored, of which it picks what matches. */
final class StoredReplay implements Replay {

    /** What one call looks through at most, so that a search for rare events keeps nobody waiting. */
    private static final int SCAN = 1 << 20;

    private static final int PIECE = 64 << 10;
    private static final int LEAST = 4 << 10;

    private final Store store;
    private final List<String> kept;
    private final Matcher matcher;
    private final Cursor cursor;
    private final LastOfEach last;

    /** The time before which events are passed over; only until the first of that time. */
    private long since = Long.MIN_VALUE;

    private Gap pending;

    StoredReplay(Store store, Collection<String> patterns, Position from) {
        this.store = store;
        kept = store.settings().patterns();
        matcher = new Matcher(patterns);
        if (from.last()) {
            last = new LastOfEach(store.last());
            cursor = new Cursor(store.first());
        } else {
            last = null;
            if (from.time() != null) {
                since = from.time().toEpochMilli();
            }
            long wanted = from.time() != null ? store.locate(since) : Math.max(1, from.sequence());
            cursor = new Cursor(Math.min(wanted, store.top() + 1));
        }
    }

    @Override
    public Page next(int bytes) {
        if (!store.settings().patterns().equals(kept)) {
            throw new NoStreamException(
                    "The stream " + store.settings().name() + " was given other patterns while it was read; ask again");
        }
        if (last != null && last.searches() && !search()) {
            return new Page(null, null, false);
        }
        PageBytes page = new PageBytes();
        Gap gap = pending;
        pending = null;
        boolean end = false;
        for (int scanned = 0; !end && pending == null && page.length() < bytes && scanned < SCAN; ) {
            long wanted = cursor.next;
            if (last != null && last.next(wanted) > wanted) {
                wanted = last.next(wanted);
                cursor.jump(wanted);
            }
            Chunk chunk = store.read(cursor, Math.max(LEAST, bytes - page.length()));
            scanned += chunk.length() + LEAST;
            end = chunk.end();
            gap = chunk.gap() != null ? tell(gap, chunk.gap(), page) : pick(chunk, wanted, page, gap);
        }
        if (end) {
            since = Long.MIN_VALUE;
        }
        return new Page(page.batch(), gap, end && pending == null);
    }

    /** A gap lies before the events of its page; behind some it waits for the next page. */
    private Gap tell(Gap before, Gap gap, PageBytes page) {
        if (page.length() > 0) {
            pending = gap;
            return before;
        }
        return together(before, gap);
    }

    private static Gap together(Gap before, Gap gap) {
        return before == null ? gap : new Gap(gap.reason(), -1, before.first(), gap.last());
    }

    private Gap pick(Chunk chunk, long wanted, PageBytes page, Gap before) {
        Gap gap = before;
        byte[] bytes = chunk.bytes();
        int previous = -1;
        boolean matches = false;
        for (int at = 0; at < chunk.length(); at += Records.length(bytes, at)) {
            long sequence = Records.sequence(bytes, at);
            if (sequence < wanted) {
                continue;
            }
            if (Records.isHole(bytes, at)) {
                if (last == null || !last.within(sequence)) {
                    gap = tell(gap, hole(bytes, at, wanted), page);
                }
                if (pending != null) {
                    cursor.jump(sequence + 1);
                    break;
                }
                continue;
            }
            matches = matcher.matches(bytes, at, previous, matches);
            previous = at;
            if (matches && due(bytes, at) && (last == null || last.wants(sequence))) {
                page.add(bytes, at);
            }
        }
        return gap;
    }

    private boolean due(byte[] bytes, int at) {
        if (Records.time(bytes, at) < since) {
            return false;
        }
        since = Long.MIN_VALUE;
        return true;
    }

    private static Gap hole(byte[] bytes, int at, long wanted) {
        long first = Math.max(wanted, Records.holeFirst(bytes, at));
        return new Gap(Gap.Reason.EXPIRED, -1, first, Records.sequence(bytes, at));
    }

    /** Looks for the last event of each subject; true when that is done. */
    private boolean search() {
        boolean end = false;
        for (int scanned = 0; !end && scanned < SCAN; ) {
            long wanted = cursor.next;
            Chunk chunk = store.read(cursor, PIECE);
            scanned += chunk.length() + LEAST;
            see(chunk, wanted);
            end = chunk.end() || !last.within(cursor.next);
        }
        if (end) {
            last.finish();
            cursor.jump(last.next(0));
        }
        return end;
    }

    private void see(Chunk chunk, long wanted) {
        byte[] bytes = chunk.bytes();
        int previous = -1;
        boolean matches = false;
        for (int at = 0; at < chunk.length(); at += Records.length(bytes, at)) {
            long sequence = Records.sequence(bytes, at);
            if (sequence < wanted || !last.within(sequence)) {
                continue;
            }
            if (Records.isHole(bytes, at)) {
                pending = together(pending, hole(bytes, at, wanted));
                continue;
            }
            matches = matcher.matches(bytes, at, previous, matches);
            previous = at;
            if (matches) {
                last.see(bytes, at);
            }
        }
    }
}
