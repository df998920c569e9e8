package dev.osprey.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Keeps everything, as it came. */
final class Fifo implements Backlog {

    private final Deque<Parcel> parcels = new ArrayDeque<>(4);
    private int events;
    private long bytes;

    @Override
    public void add(Parcel parcel) {
        parcels.addLast(parcel);
        events += parcel.events;
        bytes += parcel.bytes();
    }

    @Override
    public Parcel poll() {
        Parcel first = parcels.pollFirst();
        if (first != null) {
            events -= first.events;
            bytes -= first.bytes();
        }
        return first;
    }

    @Override
    public boolean isEmpty() {
        return parcels.isEmpty();
    }

    @Override
    public int events() {
        return events;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long dropOldest() {
        Parcel first = parcels.peekFirst();
        Deque<Parcel> words = null;
        while (first != null && first.events == 0) {
            words = words == null ? new ArrayDeque<>() : words;
            words.addLast(parcels.pollFirst());
            first = parcels.peekFirst();
        }
        long place = 0;
        if (first != null) {
            place = first.place;
            int before = first.bytes();
            first.skip();
            bytes += first.bytes() - before;
            events--;
            if (first.events == 0) {
                parcels.pollFirst().frames.release();
            }
        }
        while (words != null && !words.isEmpty()) {
            parcels.addFirst(words.pollLast());
        }
        return place;
    }

    @Override
    public void forEach(Consumer<Parcel> look) {
        parcels.forEach(look);
    }
}
