package dev.osprey.hub;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Keeps the newest event of each subject, and the hub's own words in their places. */
final class Newest extends Backlog {

    /** By subject; a word has a key of its own. */
    private final Map<Object, Parcel> parcels = new LinkedHashMap<>();

    private final LongConsumer replaced;

    /** @param replaced gets the place of each event that a newer one has replaced */
    Newest(LongConsumer replaced) {
        this.replaced = replaced;
    }

    @Override
    void add(Parcel parcel) {
        if (parcel.events == 0) {
            parcels.put(parcel, parcel);
            enter(parcel);
            return;
        }
        while (parcel.events > 0) {
            Parcel one = parcel.split();
            // Removed first: the new one goes to the end, so that numbers ascend.
            Parcel before = parcels.remove(one.subject);
            parcels.put(one.subject, one);
            enter(one);
            if (before != null) {
                leave(before);
                before.frames.release();
                replaced.accept(before.place);
            }
        }
        parcel.frames.release();
    }

    @Override
    Parcel poll() {
        Iterator<Parcel> each = parcels.values().iterator();
        if (!each.hasNext()) {
            return null;
        }
        Parcel first = each.next();
        each.remove();
        leave(first);
        return first;
    }

    @Override
    boolean isEmpty() {
        return parcels.isEmpty();
    }

    @Override
    long dropOldest() {
        Iterator<Parcel> each = parcels.values().iterator();
        while (each.hasNext()) {
            Parcel parcel = each.next();
            if (parcel.events > 0) {
                each.remove();
                leave(parcel);
                parcel.frames.release();
                return parcel.place;
            }
        }
        return 0;
    }

    @Override
    void forEach(Consumer<Parcel> look) {
        parcels.values().forEach(look);
    }
}
