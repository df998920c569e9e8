package dev.osprey.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Keeps the newest event of each subject, and the hub's own words. */
final class Newest implements Backlog {

    private final Map<String, Parcel> bySubject = new LinkedHashMap<>();
    private final Deque<Parcel> words = new ArrayDeque<>();
    private final LongConsumer replaced;
    private long bytes;

    /** @param replaced gets the place of each event that a newer one has replaced */
    Newest(LongConsumer replaced) {
        this.replaced = replaced;
    }

    @Override
    public void add(Parcel parcel) {
        if (parcel.events == 0) {
            words.add(parcel);
            bytes += parcel.bytes();
            return;
        }
        while (parcel.events > 0) {
            Parcel one = parcel.split();
            bytes += one.bytes();
            // Removed first: the new one goes to the end, so that numbers ascend.
            Parcel before = bySubject.remove(one.subject);
            bySubject.put(one.subject, one);
            if (before != null) {
                bytes -= before.bytes();
                before.frames.release();
                replaced.accept(before.place);
            }
        }
        parcel.frames.release();
    }

    @Override
    public Parcel poll() {
        Parcel first = words.isEmpty() ? eldest() : words.poll();
        if (first != null) {
            bytes -= first.bytes();
        }
        return first;
    }

    private Parcel eldest() {
        Iterator<Parcel> each = bySubject.values().iterator();
        if (!each.hasNext()) {
            return null;
        }
        Parcel first = each.next();
        each.remove();
        return first;
    }

    @Override
    public boolean isEmpty() {
        return words.isEmpty() && bySubject.isEmpty();
    }

    @Override
    public int events() {
        return bySubject.size();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long dropOldest() {
        Parcel first = eldest();
        if (first == null) {
            return 0;
        }
        bytes -= first.bytes();
        first.frames.release();
        return first.place;
    }

    @Override
    public void forEach(Consumer<Parcel> look) {
        words.forEach(look);
        bySubject.values().forEach(look);
    }
}
