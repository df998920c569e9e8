package dev.osprey.hub;

/** Events that a subscription was too slow for and has not been told of yet: how many, and between which places of its count. */
final class Losses {

    private long count;
    private long first;
    private long last;

    void add(long place) {
        first = count == 0 ? place : Math.min(first, place);
        last = count == 0 ? place : Math.max(last, place);
        count++;
    }

    long count() {
        return count;
    }

    /** Nobody will be told. @return how many there were */
    long forget() {
        long forgotten = count;
        count = 0;
        return forgotten;
    }

    /** The frame that tells of them; they are forgotten. */
    byte[] tell(String subscription) {
        byte[] frame = Replies.overflow(subscription, count, first, last);
        count = 0;
        return frame;
    }
}
