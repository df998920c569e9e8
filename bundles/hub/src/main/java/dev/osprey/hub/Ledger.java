package dev.osprey.hub;

import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelPromise;

/**
 * What has been handed to the socket and is not written yet, in order. One promise serves all writes: the channel completes them
 * one after the other, so each completion is that of the oldest entry. On the connection's event loop only.
 */
final class Ledger extends DefaultChannelPromise {

    // A power of two, small: most connections are idle most of the time.
    private Feed[] feeds = new Feed[1];
    private int[] events = new int[1];
    private long[] told = new long[1];
    private int head;
    private int size;

    Ledger(Channel channel) {
        super(channel);
    }

    /** Enters what is written next with this promise. */
    void enter(Feed feed, int count, long losses) {
        if (size == feeds.length) {
            grow();
        }
        int at = head + size++ & feeds.length - 1;
        feeds[at] = feed;
        events[at] = count;
        told[at] = losses;
    }

    private void grow() {
        Feed[] allFeeds = new Feed[size * 2];
        int[] allEvents = new int[size * 2];
        long[] allTold = new long[size * 2];
        for (int i = 0; i < size; i++) {
            int at = head + i & size - 1;
            allFeeds[i] = feeds[at];
            allEvents[i] = events[at];
            allTold[i] = told[at];
        }
        feeds = allFeeds;
        events = allEvents;
        told = allTold;
        head = 0;
    }

    private void settle(boolean written) {
        int at = head;
        head = head + 1 & feeds.length - 1;
        size--;
        Feed feed = feeds[at];
        feeds[at] = null;
        feed.settle(events[at], told[at], written);
    }

    @Override
    public boolean trySuccess(Void nothing) {
        settle(true);
        return true;
    }

    @Override
    public Ledger setSuccess(Void nothing) {
        settle(true);
        return this;
    }

    @Override
    public Ledger setSuccess() {
        settle(true);
        return this;
    }

    @Override
    public boolean trySuccess() {
        settle(true);
        return true;
    }

    @Override
    public boolean tryFailure(Throwable cause) {
        settle(false);
        return true;
    }

    @Override
    public Ledger setFailure(Throwable cause) {
        settle(false);
        return this;
    }
}
