package dev.osprey.hub;

import io.netty.buffer.ByteBuf;

/** Whole frames that wait for a client: events of one subject, or a word of the hub's with no event in it. */
final class Parcel {

    final ByteBuf frames;
    final String subject;
    int events;

    /** The place of the first event in the subscription's count. */
    long place;

    /** Lost events that it tells of. */
    long told;

    Parcel(ByteBuf frames, String subject, int events, long place) {
        this.frames = frames;
        this.subject = subject;
        this.events = events;
        this.place = place;
    }

    /** Frames of the hub's own, which tell of so many losses. */
    static Parcel word(ByteBuf frame, long told) {
        Parcel word = new Parcel(frame, null, 0, 0);
        word.told = told;
        return word;
    }

    int bytes() {
        return frames.readableBytes();
    }

    /** Takes the first event off. */
    void skip() {
        frames.skipBytes(WsFrames.length(frames));
        events--;
        place++;
    }

    /** Takes the first event off and makes it a parcel of its own, which does not keep the others' bytes. */
    Parcel split() {
        int length = WsFrames.length(frames);
        Parcel one = new Parcel(frames.copy(frames.readerIndex(), length), subject, 1, place);
        skip();
        return one;
    }
}
