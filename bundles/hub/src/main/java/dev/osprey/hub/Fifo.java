package dev.osprey.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Keeps everything, as it came. */
final class Fifo extends Backlog {

    private final Deque<Parcel> parcels = new ArrayDeque<>(4);

    @Override
    void add(Parcel parcel) {
        parcels.addLast(parcel);
        enter(parcel);
    }

    @Override
    Parcel poll() {
        Parcel first = parcels.pollFirst();
        if (first != null) {
            leave(first);
        }
        return first;
    }

    @Override
    boolean isEmpty() {
        return parcels.isEmpty();
    }

    @Override
    long dropOldest() {
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
            leave(first);
            first.skip();
            enter(first);
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
    void forEach(Consumer<Parcel> look) {
        parcels.forEach(look);
    }
}
