package dev.osprey.streams;

import dev.osprey.event.EventBatch;
import dev.osprey.event.StreamInfo;

/** Where the events of one stream are kept. Readers may be on any thread. */
interface Store {

    StreamSettings settings();

    /** Goes on with other settings if it can. */
    boolean adopt(StreamSettings changed);

    /** Takes over from one that gets no more events: what that one kept is gone. */
    void follow(Store before);

    /** The next records of a cursor, about {@code want} bytes; moves the cursor behind them. */
    Chunk read(Cursor cursor, int want);

    /** The number of the first event that is kept; one more than {@link #top()} if there is none. */
    long first();

    /** The highest number that was ever kept here. */
    long last();

    /** Numbers above are yet to come, as far as this stream knows. */
    long top();

    /** A number at or before that of the first event of this time or later; if such an event is gone, the number of one that is. */
    long locate(long millis);

    /** Notes that a batch which goes out all the same was not kept. */
    void missed(EventBatch batch, long first);

    /** Gives up what is too old. */
    void expire();

    StreamInfo info();

    /** No more is kept; readers are told to ask again. */
    void close();
}
